"""What tests of every app share: queries counted, accessibility, pages fetched."""
