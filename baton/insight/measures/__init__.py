"""The measures of the highlight report, one file for each part of the road."""
