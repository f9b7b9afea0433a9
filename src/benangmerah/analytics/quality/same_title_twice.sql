-- Two positions of one title and grade: one post under two numbers, or a title too short.
SELECT
    positions.position_id AS subject_id,
    CAST(NULL AS VARCHAR) AS unit_id,
    0 AS people,
    CAST(NULL AS DOUBLE) AS amount,
    other.position_id AS words
FROM positions
INNER JOIN positions AS other
    ON LOWER(TRIM(other.title)) = LOWER(TRIM(positions.title))
    AND other.grade = positions.grade
    AND other.position_id <> positions.position_id
QUALIFY ROW_NUMBER() OVER (PARTITION BY positions.position_id ORDER BY other.position_id) = 1
