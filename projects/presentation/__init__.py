"""What pages of projects, methods and programmes show. Nothing here imports a model: pages hand themselves over."""
