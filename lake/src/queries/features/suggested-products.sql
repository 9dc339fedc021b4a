-- title: Which product
-- says: For each list of products of which an event tells, and each product of it: what commerce knew in that moment. What a product cost then, and what the athlete owned, stands in the event, so nothing of later is in a row.
SELECT
  athlete_key,
  occurred_at AS moment,
  unnest(ranked_product_id) AS product_id,
  generate_subscripts(ranked_product_id, 1) AS place,
  unnest(ranked_category) AS product_category,
  unnest(ranked_shown) AS shown,
  unnest(ranked_chance) AS chance,
  unnest(ranked_score) AS score,
  unnest(ranked_worn) AS worn,
  unnest(ranked_sports) AS sports,
  unnest(ranked_season) AS season,
  unnest(ranked_level) AS "level",
  unnest(ranked_price) AS price,
  unnest(ranked_brand) AS brand,
  unnest(ranked_category_share) AS category,
  unnest(ranked_popularity) AS popularity,
  unnest(ranked_owns_brand) AS owns_brand
FROM product_suggestions_ranked
WHERE athlete_key IS NOT NULL
ORDER BY ALL
