"""Images with credit, caption and alternative text; documents."""
