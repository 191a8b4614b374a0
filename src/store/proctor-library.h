/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-cache.h"
#include "proctor-folder-item.h"
#include "proctor-health.h"
#include "proctor-history.h"
#include "proctor-test-item.h"
#include "proctor-test-summary.h"

G_BEGIN_DECLS

/* Views see this header and not that layer's. */
typedef struct _ProctorClient ProctorClient;

#define PROCTOR_TYPE_LIBRARY (proctor_library_get_type ())

G_DECLARE_FINAL_TYPE (ProctorLibrary, proctor_library, PROCTOR, LIBRARY, GObject)

/* All tests and folders of a workspace, as far as they are known. Only the session makes it.
 *
 * Properties (notify): "loading" (something is being fetched), "complete" (every page has been read since the
 * start), "cached" (what is shown is from the cache and no answer has corrected it), "error" (boxed GError, the
 * last load's, NULL after one that went well), "n-tests", "refreshed-at" (int64 unix secs of the last good answer).
 * Signal "changed": items were added, removed, or changed; emitted at most once per main-loop pass. */
ProctorLibrary *proctor_library_new (ProctorClient *client,
                                     const char *workspace_id,
                                     ProctorCache *cache,
                                     ProctorHistory *history,
                                     ProctorHealth *health);

void proctor_library_start (ProctorLibrary *self);
void proctor_library_stop (ProctorLibrary *self); /* the cache, then the first page */

/* %FALSE: what is cheap (first page, folders, summaries of the rows in view); %TRUE: every page again (F5). */
void proctor_library_refresh (ProctorLibrary *self,
                              gboolean thorough);
void proctor_library_want_more (ProctorLibrary *self); /* the view has come near the end of what is there */
void proctor_library_want_all (ProctorLibrary *self);  /* an order or a selection needs every page */
void proctor_library_set_in_view (ProctorLibrary *self,
                                  const char *const *test_ids);
void proctor_library_search_server (ProctorLibrary *self,
                                    const char *text);    /* what matches there is added to what is here; NULL stops it */
void proctor_library_load_results (ProctorLibrary *self); /* the last five results, from the history */

gboolean proctor_library_is_loading (ProctorLibrary *self);
gboolean proctor_library_is_complete (ProctorLibrary *self);
gboolean proctor_library_is_cached (ProctorLibrary *self);
const GError *proctor_library_get_error (ProctorLibrary *self);

GPtrArray *proctor_library_get_items (ProctorLibrary *self);    /* borrowed; ProctorTestItem in the server's order, without the hidden */
GListModel *proctor_library_get_folders (ProctorLibrary *self); /* of ProctorFolderItem: those at the top */
ProctorTestItem *proctor_library_find (ProctorLibrary *self,
                                       const char *test_id); /* borrowed */
ProctorFolderItem *proctor_library_find_folder (ProctorLibrary *self,
                                                const char *folder_id); /* borrowed */
guint proctor_library_get_n_tests (ProctorLibrary *self);

/* What our own actions know before the server is asked again. */
void proctor_library_hide (ProctorLibrary *self,
                           const char *const *ids); /* tests or folders that are being deleted: nested */
void proctor_library_unhide (ProctorLibrary *self,
                             const char *const *ids);
gboolean proctor_library_hides (ProctorLibrary *self,
                                const char *test_id);
void proctor_library_forget (ProctorLibrary *self,
                             const char *const *ids); /* they are gone */
void proctor_library_place (ProctorLibrary *self,
                            const char *const *ids,
                            const char *folder_id); /* they are in another folder now */
void proctor_library_add (ProctorLibrary *self,
                          ProctorTestSummary *summary); /* a test or a folder that was just made or changed */

G_END_DECLS
