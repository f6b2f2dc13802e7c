"""Analysis of models: proof against theory."""
