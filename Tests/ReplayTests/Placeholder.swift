// Stands until the first test.
