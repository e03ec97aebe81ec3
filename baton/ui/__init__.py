"""Form fields, layouts and components in the GOV.UK manner."""
