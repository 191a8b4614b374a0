/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-raw-json.h"

#include "proctor-watcher-private.h"
#include "proctor-wire-text.h"
#include "proctor-wire-writer.h"

/* What the server said, word for word, for whoever wants to see that. */

/**
 * proctor_raw_json_dup_run:
 * @watcher: an invocation
 * @position: where the run is, as its cell in the matrix says
 *
 * Returns: (transfer full) (nullable): the run, as it came
 */
GBytes *
proctor_raw_json_dup_run (ProctorWatcher *watcher,
                          guint position)
{
  ProctorInvocationSkim *skim;

  g_return_val_if_fail (PROCTOR_IS_WATCHER (watcher), NULL);
  skim = proctor_watcher_get_skim (watcher);

  return skim != NULL && position < proctor_invocation_skim_get_n_runs (skim) ? proctor_invocation_skim_dup_bytes (skim, position) : NULL;
}

/**
 * proctor_raw_json_dup_invocation:
 * @watcher: an invocation
 *
 * Returns: (transfer full) (nullable): all of it, as it came
 */
GBytes *
proctor_raw_json_dup_invocation (ProctorWatcher *watcher)
{
  ProctorInvocationSkim *skim;

  g_return_val_if_fail (PROCTOR_IS_WATCHER (watcher), NULL);
  skim = proctor_watcher_get_skim (watcher);

  return skim != NULL ? g_bytes_ref (proctor_invocation_skim_get_body (skim)) : NULL;
}

/**
 * proctor_raw_json_dup_record:
 * @record: a part of what the server said
 *
 * Returns: (transfer full) (nullable): @record, with the members that nobody knows
 */
GBytes *
proctor_raw_json_dup_record (ProctorRecord *record)
{
  g_autoptr (JsonNode) node = NULL;

  g_return_val_if_fail (PROCTOR_IS_RECORD (record), NULL);

  node = proctor_wire_write (record, NULL);

  return node != NULL ? proctor_wire_node_to_bytes (node) : NULL;
}
