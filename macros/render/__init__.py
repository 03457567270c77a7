"""What a page shows: marks, lists, back-links, boxes, charts, indexes."""
