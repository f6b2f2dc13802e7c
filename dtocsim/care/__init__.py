"""England's hospitals, social care, homes, housing and community as a flow network."""
