"""What a place looks like: a text and a photo from Wikipedia, credited."""
