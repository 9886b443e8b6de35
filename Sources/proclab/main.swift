print("proclab")
