"""Questions that many ask, as views of the database."""

from pressmark.dataset.values import Question

QUESTIONS = (
    Question(
        "partners",
        "Who works with whom, by name, each relation seen from both sides.",
        """
SELECT company.name AS company, relations.role, partner.name AS partner, 'partner' AS seen_as, places.name AS place,
       from_date, until_date, status, last_attested, claims, relations.address
  FROM relations JOIN companies AS company ON company.id = relations.company
  JOIN companies AS partner ON partner.id = relations.partner
  LEFT JOIN places ON places.id = relations.place
UNION ALL
SELECT partner.name, relations.role, company.name, 'company', places.name,
       from_date, until_date, status, last_attested, claims, relations.address
  FROM relations JOIN companies AS company ON company.id = relations.company
  JOIN companies AS partner ON partner.id = relations.partner
  LEFT JOIN places ON places.id = relations.place""",
    ),
    Question(
        "evidence",
        "What is claimed of whom, with the words that prove it and where they stand.",
        """
SELECT company.name AS company, claims.role, partner.name AS partner, places.name AS place, from_date, until_date,
       status, quote, articles.title AS article, articles.published, sources.name AS source, claims.address
  FROM claims JOIN articles ON articles.id = claims.article
  JOIN companies AS company ON company.id = claims.company
  JOIN companies AS partner ON partner.id = claims.partner
  LEFT JOIN places ON places.id = claims.place
  LEFT JOIN sources ON sources.id = articles.source
 ORDER BY articles.number""",
    ),
    Question(
        "contradictions",
        "Claims of one relation that disagree: dates that cannot both be right, or a denial of what is stated.",
        """
SELECT one.relation, one.id AS claim, other.id AS other_claim,
       one.from_date, other.from_date AS other_from_date, one.until_date, other.until_date AS other_until_date,
       one.status, other.status AS other_status
  FROM claims AS one JOIN claims AS other ON other.relation = one.relation AND other.id <> one.id
 WHERE one.status = 'denied' AND coalesce(other.status, 'active') IN ('active', 'ended')
    OR one.from_date_latest < other.from_date_earliest OR one.until_date_latest < other.until_date_earliest""",
    ),
    Question(
        "timeline",
        "Dated events in order, each with the articles that attest it.",
        """
SELECT events.date, events.event, group_concat(attestations.article, '; ') AS articles,
       events.date_earliest, events.date_latest, min(attestations.address) AS address
  FROM events JOIN attestations ON attestations.event = events.id
 GROUP BY events.id
 ORDER BY events.date_earliest, events.date_latest, events.id""",
    ),
    Question(
        "articles_by_year",
        "How many articles were published in each year; those that fit in none have no year.",
        """
SELECT CASE WHEN substr(published_earliest, 1, 4) = substr(published_latest, 1, 4)
            THEN substr(published_earliest, 1, 4) END AS year, count(*) AS articles
  FROM articles GROUP BY year ORDER BY year""",
    ),
    Question(
        "coverage",
        "How many articles are about each company in each year; those that fit in none have no year.",
        """
SELECT companies.name AS company,
       CASE WHEN substr(published_earliest, 1, 4) = substr(published_latest, 1, 4)
            THEN substr(published_earliest, 1, 4) END AS year, count(*) AS articles
  FROM article_companies JOIN companies ON companies.id = article_companies.company
  JOIN articles ON articles.id = article_companies.article
 GROUP BY companies.id, year ORDER BY company, year""",
    ),
    Question(
        "together",
        "Pairs of companies that articles are about together, and how many do so.",
        """
SELECT one.name AS company, other.name AS with_company, count(*) AS articles
  FROM article_companies AS a JOIN article_companies AS b ON b.article = a.article AND a.company < b.company
  JOIN companies AS one ON one.id = a.company JOIN companies AS other ON other.id = b.company
 GROUP BY a.company, b.company ORDER BY articles DESC, company, with_company""",
    ),
    Question(
        "context",
        "Mentions with the words around them.",
        """
SELECT name, substr(text, max(start - 59, 1), min(start, 60)) AS before, substr(text, end_before + 1, 60) AS behind,
       company, person, place, article, published, address || '#' || paragraph AS address
  FROM mentions JOIN articles ON articles.id = mentions.article""",
    ),
    Question(
        "topic_articles",
        "The articles under each topic, those under narrower topics among them.",
        """
WITH RECURSIVE under(topic, narrower) AS (
  SELECT id, id FROM topics
  UNION SELECT under.topic, topics.id FROM under JOIN topics ON topics.broader = under.narrower)
SELECT DISTINCT under.topic, article_topics.article
  FROM under JOIN article_topics ON article_topics.topic = under.narrower""",
    ),
)
