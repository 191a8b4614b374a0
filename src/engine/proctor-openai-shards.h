/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * ProctorOpenaiShards:
 *
 * Several sessions for one server. A session walks through all that it has in flight for each of
 * its questions, so that two of them with twenty each do more than one with forty.
 */
typedef struct _ProctorOpenaiShards ProctorOpenaiShards;

ProctorOpenaiShards *proctor_openai_shards_new (guint most_at_once,
                                                gboolean loopback);
void proctor_openai_shards_free (ProctorOpenaiShards *shards);

SoupSession *proctor_openai_shards_take (ProctorOpenaiShards *shards);
void proctor_openai_shards_give_back (ProctorOpenaiShards *shards,
                                      SoupSession *session);
guint proctor_openai_shards_count (ProctorOpenaiShards *shards);

G_END_DECLS
