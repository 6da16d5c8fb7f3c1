"""helseanalyse."""
