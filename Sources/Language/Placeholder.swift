/// Stands until the first real file of the target comes.
