/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-openai-shards.h"

#define MOST_IN_SESSION 16

typedef struct
{
  /* Owned */
  SoupSession *session;

  guint n_active;
} Shard;

struct _ProctorOpenaiShards
{
  /* Owned */
  Shard *shards;

  guint n_shards;
};

/**
 * proctor_openai_shards_new:
 * @most_at_once: how many questions there may be in flight
 * @loopback: whether the server is on this computer, so that no proxy is in between
 *
 * The sessions have no time limit, because every question as a whole has one.
 *
 * Returns: (transfer full): the sessions
 */
ProctorOpenaiShards *
proctor_openai_shards_new (guint most_at_once,
                           gboolean loopback)
{
  ProctorOpenaiShards *shards = g_new0 (ProctorOpenaiShards, 1);

  shards->n_shards = (most_at_once + MOST_IN_SESSION - 1) / MOST_IN_SESSION;
  shards->shards = g_new0 (Shard, shards->n_shards);
  for (guint i = 0; i < shards->n_shards; i++)
    {
      SoupSession *session = soup_session_new_with_options ("max-conns", MOST_IN_SESSION,
                                                            "max-conns-per-host", MOST_IN_SESSION,
                                                            "timeout", 0,
                                                            "user-agent", "Proctor/" PROCTOR_VERSION,
                                                            NULL);

      if (loopback)
        soup_session_set_proxy_resolver (session, NULL);
      shards->shards[i].session = session;
    }

  return shards;
}

void
proctor_openai_shards_free (ProctorOpenaiShards *shards)
{
  for (guint i = 0; i < shards->n_shards; i++)
    g_object_unref (shards->shards[i].session);
  g_free (shards->shards);
  g_free (shards);
}

/**
 * proctor_openai_shards_take:
 * @shards: sessions
 *
 * Returns: (transfer none): the one with the fewest questions in flight, to be given back
 */
SoupSession *
proctor_openai_shards_take (ProctorOpenaiShards *shards)
{
  Shard *found = &shards->shards[0];

  for (guint i = 1; i < shards->n_shards; i++)
    {
      if (shards->shards[i].n_active < found->n_active)
        found = &shards->shards[i];
    }
  found->n_active++;

  return found->session;
}

void
proctor_openai_shards_give_back (ProctorOpenaiShards *shards,
                                 SoupSession *session)
{
  for (guint i = 0; i < shards->n_shards; i++)
    {
      if (shards->shards[i].session == session)
        shards->shards[i].n_active--;
    }
}

guint
proctor_openai_shards_count (ProctorOpenaiShards *shards)
{
  return shards->n_shards;
}
