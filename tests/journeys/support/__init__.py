"""What browser journeys share: the browser, and the checks that every page must pass."""
