/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-client.h"
#include "proctor-folder-tree.h"
#include "proctor-library.h"
#include "proctor-pager.h"
#include "proctor-test-item-private.h"

G_BEGIN_DECLS

/* How many rows a page has; the API gives no more at once. */
#define PROCTOR_LIBRARY_PAGE_SIZE 100
#define PROCTOR_LIBRARY_ALL_PAGES G_MAXUINT

/**
 * ProctorLibraryNews:
 * @added: (element-type ProctorTestItem): tests that are there now
 * @removed: (element-type ProctorTestItem): tests that are not there any more
 * @changed: (element-type ProctorTestItem): tests of which something is another than before
 * @changes: what that is, of all of them together
 * @folders_changed: whether folders are others, or have other names, or are somewhere else
 *
 * What has happened to a library since it last said so.
 */
typedef struct
{
  GPtrArray *added;
  GPtrArray *removed;
  GPtrArray *changed;
  ProctorTestChange changes;
  gboolean folders_changed;
} ProctorLibraryNews;

/* How much is being read. Each does what those before it do, and more. */
typedef enum
{
  PROCTOR_LIBRARY_LOAD_NOTHING,
  PROCTOR_LIBRARY_LOAD_MORE,
  PROCTOR_LIBRARY_LOAD_REFRESH,
  PROCTOR_LIBRARY_LOAD_THOROUGH,
} ProctorLibraryLoad;

/* What one may want to know of all tests, and only the server knows. */
typedef enum
{
  PROCTOR_LIBRARY_LESSON_SHARED,
  PROCTOR_LIBRARY_LESSON_MINE,
} ProctorLibraryLesson;

#define PROCTOR_LIBRARY_N_LESSONS 2

/* Going through the whole list, from the top, as far as anybody wants. */
typedef struct
{
  /* Owned */
  ProctorPager *pager;

  /* Its number among all readings. */
  guint reading;
  guint n_read;
  guint n_wanted;
  gint64 next_rank;
  gint64 last_old_rank;
  gint64 last_created_at;
  gboolean is_asking;
  /* An answer was an error, and nobody has said yet that it is worth trying again. */
  gboolean is_stuck;
  /* There is no way on from where it is; it has to begin anew. */
  gboolean is_broken;
  gboolean has_unreadable;
  /* It is in the order that lists begin with. */
  gboolean is_newest_first;
} ProctorLibraryPass;

struct _ProctorLibrary
{
  GObject parent_instance;

  /* Owned */
  ProctorClient *client;
  ProctorCache *cache;
  ProctorHistory *history;
  ProctorHealth *health;
  char *workspace_id;
  GCancellable *cancellable;
  /* ProctorTestItem by their ids, the hidden among them. */
  GHashTable *tests;
  ProctorFolderTree *folders;
  /* The tests that are not hidden, in the server's order; NULL when that has to be found out again. */
  GPtrArray *in_order;
  /* How often each id is hidden. */
  GHashTable *hidden;
  /* What was done here, by ids, that answers under way may not know of. */
  GHashTable *deeds;
  GHashTable *results;
  char **in_view;
  GError *error;
  /* The first thing that went wrong in the load that is going on. */
  GError *load_error;
  /* ProctorTestItem of which something may have to be told. */
  GPtrArray *noted;
  ProctorPager *refresh_pager;
  ProctorPager *folder_pager;
  ProctorPager *search_pager;
  GCancellable *search_cancellable;
  ProctorLibraryPass pass;

  ProctorLibraryLoad load;
  ProctorLibraryLoad next_load;
  guint n_asking;
  guint n_searching;
  /* Goes up with each thing that is done here. */
  guint64 clock;
  guint last_reading;
  guint refresh_reading;
  gint64 refresh_rank;
  gboolean refresh_met_known;
  gboolean refresh_has_unreadable;
  guint folder_reading;
  gint64 lowest_rank;
  gint64 highest_rank;
  gint64 refreshed_at;
  gint64 cached_at;
  gint64 noted_at;
  guint n_tests;
  guint told_n_tests;
  guint news_source;
  guint save_source;
  guint page_source;
  guint cache_source;
  guint n_from_cache;
  gboolean is_started;
  gboolean is_loading;
  gboolean is_complete;
  gboolean is_cached;
  gboolean is_dirty;
  gboolean is_saving;
  gboolean is_reading_cache;
  gboolean is_reading_results;
  gboolean wants_results;
  gboolean has_saved;
  /* Some rows did not say whose they are. */
  gboolean lacks_access;
  gboolean folders_changed;
  gboolean folders_are_known;
  /* It has to be found out again of every test whether it is hidden. */
  gboolean hides_anew;
  gboolean folders_have_unreadable;
  gboolean search_is_asking;
  gboolean search_is_answered;
  gboolean has_failed_lesson;
  gboolean has_lesson[PROCTOR_LIBRARY_N_LESSONS];
};

/* What happens to one test or folder: proctor-library-rows.c. */
void proctor_library_read_row (ProctorLibrary *self,
                               ProctorTestSummary *row,
                               guint64 asked,
                               guint reading,
                               const gint64 *rank);
void proctor_library_adopt (ProctorLibrary *self,
                            ProctorTestItem *item,
                            gint64 rank);
void proctor_library_note (ProctorLibrary *self,
                           ProctorTestItem *item,
                           ProctorTestChange changes);
void proctor_library_remove (ProctorLibrary *self,
                             const char *id);
void proctor_library_remove_unseen (ProctorLibrary *self,
                                    guint since);
gboolean proctor_library_was_done_since (ProctorLibrary *self,
                                         const char *id,
                                         guint64 asked);
void proctor_library_forget_deeds (ProctorLibrary *self);
void proctor_library_make_deeds (ProctorLibrary *self);
void proctor_library_watch_history (ProctorLibrary *self);
void proctor_library_clear_rows (ProctorLibrary *self);

/* Telling: proctor-library.c. */
void proctor_library_schedule_news (ProctorLibrary *self);
void proctor_library_tell (ProctorLibrary *self);
void proctor_library_set_complete (ProctorLibrary *self);
void proctor_library_set_cached (ProctorLibrary *self,
                                 gboolean cached);
void proctor_library_set_error (ProctorLibrary *self,
                                const GError *error);
void proctor_library_update_loading (ProctorLibrary *self);
void proctor_library_answered (ProctorLibrary *self,
                               const GError *error);

/* Reading: proctor-library-load.c, -errand.c, -refresh.c, -search.c, -cache.c, -results.c. */
void proctor_library_begin_load (ProctorLibrary *self,
                                 ProctorLibraryLoad load);
void proctor_library_end_question (ProctorLibrary *self);
void proctor_library_end_reading (ProctorLibrary *self,
                                  guint reading,
                                  gboolean has_unreadable);
gint64 proctor_library_reserve_ranks (ProctorLibrary *self);
ProctorPager *proctor_library_make_test_pager (ProctorLibrary *self);
void proctor_library_look_at_first_page (ProctorLibrary *self);
void proctor_library_look_at_view (ProctorLibrary *self);
void proctor_library_clear_load (ProctorLibrary *self);
void proctor_library_clear_search (ProctorLibrary *self);
void proctor_library_search_more (ProctorLibrary *self);
gboolean proctor_library_is_search_done (ProctorLibrary *self);
gboolean proctor_library_is_searching (ProctorLibrary *self);
void proctor_library_learn (ProctorLibrary *self,
                            ProctorLibraryLesson lesson);
void proctor_library_load_cache (ProctorLibrary *self);
void proctor_library_note_refresh (ProctorLibrary *self);
void proctor_library_schedule_save (ProctorLibrary *self);
void proctor_library_save_soon (ProctorLibrary *self);
void proctor_library_apply_results (ProctorLibrary *self,
                                    ProctorTestItem *item);
gboolean proctor_library_is_newest_first (ProctorLibrary *self);
void proctor_library_go_to_end (ProctorLibrary *self);

G_END_DECLS
