"""The files of Commons: which there are, their credits, how they look, where they are served."""
