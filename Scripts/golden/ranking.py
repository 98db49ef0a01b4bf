"""Golden numbers for EtudeRecommendation, from scikit-learn.

    python Scripts/golden/ranking.py    # writes Tests/EtudeRecommendationTests/Golden/*.json
"""

import json
import pathlib

import numpy as np
from sklearn import metrics

GOLDEN = pathlib.Path(__file__).resolve().parents[2] / "Tests/EtudeRecommendationTests/Golden"


def gains(at=5):
    """Rankings of 20 songs, a share of them relevant, and scikit-learn's ndcg_score."""
    random = np.random.default_rng(6)
    cases = []
    for _ in range(8):
        relevance = random.integers(0, 2, 20)
        relevance[0] = 1
        scores = -np.arange(20.0)
        cases.append(
            {"relevance": relevance.tolist(), "k": at, "value": metrics.ndcg_score([relevance], [scores], k=at)})
    return cases


def ranking(at=5):
    """A library judged song by song: scikit-learn's ndcg_score over the best clip of every track or artist."""
    random = np.random.default_rng(7)
    songs, kinds = 60, 4
    genres = random.integers(0, kinds, songs)
    embeddings = np.round(random.normal(size=(kinds, 12))[genres] + random.normal(size=(songs, 12)) * 1.5, 4)
    tracks = np.arange(songs) // 2
    artists = np.where(np.arange(songs) % 7 == 0, -1, np.arange(songs) // 5)
    unlabelled = np.arange(songs) % 19 == 4
    unit = embeddings / np.linalg.norm(embeddings, axis=1, keepdims=True)

    def judged(same):
        rows, drawn = [], []
        for own in range(songs):
            if unlabelled[own]:
                continue
            named, taken = [], {same[own]}
            for other in np.argsort(-(unit @ unit[own]), kind="stable"):
                if not unlabelled[other] and same[other] not in taken:
                    named.append(other)
                    taken.add(same[other])
            right = (genres[named] == genres[own]).astype(int)
            if not right.any():
                continue
            cosines = unit[named] @ unit[own]
            rows.append((genres[own], right[:at].mean(), metrics.ndcg_score([right], [cosines], k=at), right.mean()))
            noise = random.normal(size=(4000, len(named)))
            drawn.append(metrics.ndcg_score(np.tile(right, (4000, 1)), noise, k=at))
        rows = np.array(rows)
        return {
            "listeners": len(rows),
            "precision": rows[:, 1].mean(),
            "ndcg": rows[:, 2].mean(),
            "chance": rows[:, 3].mean(),
            "chance_ndcg": float(np.mean(drawn)),
            "by_genre": {f"genre {genre}": rows[rows[:, 0] == genre, 2].mean() for genre in range(kinds)},
        }

    titles = [f"track {track}" for track in tracks]
    # A track is a title of an artist.
    track_keys = [f"{title} of {artist}" for title, artist in zip(titles, artists)]
    artist_keys = [f"artist {artist}" if artist >= 0 else track for artist, track in zip(artists, track_keys)]
    return {
        "embeddings": embeddings.tolist(),
        "genres": ["" if none else f"genre {genre}" for genre, none in zip(genres, unlabelled)],
        "tracks": titles,
        "artists": ["" if artist < 0 else f"artist {artist}" for artist in artists],
        "at": at,
        "track": judged(track_keys),
        "artist": judged(artist_keys),
    }


def write(name, value):
    (GOLDEN / name).write_text(json.dumps(value, separators=(",", ":")) + "\n")


write("gains.json", gains())
write("ranking.json", ranking())
