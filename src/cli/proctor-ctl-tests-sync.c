/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-ctl-tests.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <unistd.h>

#include "proctor-ctl-output.h"
#include "proctor-ctl-signals.h"
#include "proctor-ctl-table.h"
#include "proctor-sync.h"
#include "proctor-wire-text.h"

/* Tests in a folder, beside those of a workspace. */

/* What the command line says. */
typedef struct
{
  char **folders;
  char **paths;
  char *match;
  char *map;
  gboolean dry_run;
  gboolean force;
  gboolean prune;
  gboolean quiet;
} Wishes;

static void
wishes_clear (Wishes *wishes)
{
  g_clear_pointer (&wishes->folders, g_strfreev);
  g_clear_pointer (&wishes->paths, g_strfreev);
  g_clear_pointer (&wishes->match, g_free);
  g_clear_pointer (&wishes->map, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Wishes, wishes_clear)

/* How many tests came out how. */
typedef struct
{
  guint done;
  guint same;
  guint other;
  guint refused;
  guint failed;
} Counts;

static gboolean
parse (ProctorCtl *self,
       Wishes *wishes,
       ProctorSyncMode mode,
       int argc,
       char **argv)
{
  const gboolean is_diff = mode == PROCTOR_SYNC_DIFF;
  const GOptionEntry entries[] = {
    { "folder", 'f', 0, G_OPTION_ARG_STRING_ARRAY, &wishes->folders, N_ ("Only tests in this folder of the workspace, by its id or names, and below it; once for each"), N_ ("FOLDER") },
    { "match", 'm', 0, G_OPTION_ARG_STRING, &wishes->match, N_ ("Only tests with names like this"), N_ ("PATTERN") },
    { "map", 0, 0, G_OPTION_ARG_STRING, &wishes->map, N_ ("With another workspace than that of the ids in tests.json, which is called NAME here; tools are found by their names"), N_ ("NAME") },
    { "quiet", 'q', 0, G_OPTION_ARG_NONE, &wishes->quiet, N_ ("Don't list the tests"), NULL },
    { "dry-run", 'n', is_diff ? G_OPTION_FLAG_HIDDEN : 0, G_OPTION_ARG_NONE, &wishes->dry_run, N_ ("Only say what would be done"), NULL },
    { "force", 0, is_diff ? G_OPTION_FLAG_HIDDEN : 0, G_OPTION_ARG_NONE, &wishes->force, N_ ("Overwrite what the other side has changed"), NULL },
    { "prune", 0, is_diff ? G_OPTION_FLAG_HIDDEN : 0, G_OPTION_ARG_NONE, &wishes->prune, N_ ("Delete what the other side has deleted"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &wishes->paths, NULL, NULL },
    G_OPTION_ENTRY_NULL
  };

  if (!proctor_ctl_parse (self, entries, argc, argv, NULL))
    return FALSE;
  for (gsize i = 0; wishes->folders != NULL && wishes->folders[i] != NULL; i++)
    {
      if (!proctor_ctl_check_id ("--folder", wishes->folders[i]))
        return FALSE;
    }
  if (!proctor_ctl_check_id ("--match", wishes->match))
    return FALSE;
  if (wishes->map != NULL && !proctor_sync_is_target (wishes->map))
    {
      proctor_ctl_complain (_ ("--map takes a name of letters, digits, “-” and “_”."));
      return FALSE;
    }
  if (is_diff && (wishes->dry_run || wishes->force || wishes->prune))
    {
      proctor_ctl_complain (_ ("“diff” only looks. “%s --help” says more."), g_get_prgname ());
      return FALSE;
    }
  if (wishes->paths != NULL && wishes->paths[1] != NULL)
    {
      proctor_ctl_complain (_ ("“%s” is one argument too many. “%s --help” says more."), wishes->paths[1], g_get_prgname ());
      return FALSE;
    }

  return TRUE;
}

static const char *
get_state_id (ProctorSyncState state)
{
  const char *const ids[] = { "same", "only_here", "only_there", "changed_here", "changed_there", "changed_both", "conflict", "deleted_here", "deleted_there", "failed" };

  return state < G_N_ELEMENTS (ids) ? ids[state] : "failed";
}

static const char *
get_deed_id (ProctorSyncDeed deed)
{
  const char *const ids[] = { "none", "written", "merged", "removed", "made", "sent", "deleted" };

  return deed < G_N_ELEMENTS (ids) ? ids[deed] : "none";
}

static const char *
get_deed_word (ProctorSyncDeed deed)
{
  switch (deed)
    {
    case PROCTOR_SYNC_DEED_WRITTEN:
      /* Translators: what became of a test, in a column. */
      return _ ("pulled");
    case PROCTOR_SYNC_DEED_MERGED:
      return _ ("merged");
    case PROCTOR_SYNC_DEED_REMOVED:
      return _ ("removed here");
    case PROCTOR_SYNC_DEED_MADE:
      return _ ("created");
    case PROCTOR_SYNC_DEED_SENT:
      return _ ("pushed");
    case PROCTOR_SYNC_DEED_DELETED:
      return _ ("deleted");
    case PROCTOR_SYNC_DEED_NONE:
    default:
      return "";
    }
}

static const char *
get_state_word (ProctorSyncState state)
{
  switch (state)
    {
    case PROCTOR_SYNC_SAME:
      /* Translators: how a file and the server are to each other, in a column. */
      return _ ("same");
    case PROCTOR_SYNC_ONLY_HERE:
      return _ ("only here");
    case PROCTOR_SYNC_ONLY_THERE:
      return _ ("only there");
    case PROCTOR_SYNC_CHANGED_HERE:
      return _ ("changed here");
    case PROCTOR_SYNC_CHANGED_THERE:
      return _ ("changed there");
    case PROCTOR_SYNC_CHANGED_BOTH:
      return _ ("changed on both sides");
    case PROCTOR_SYNC_CONFLICT:
      return _ ("conflict");
    case PROCTOR_SYNC_DELETED_HERE:
      return _ ("deleted here");
    case PROCTOR_SYNC_DELETED_THERE:
      return _ ("deleted there");
    case PROCTOR_SYNC_FAILED:
    default:
      return _ ("failed");
    }
}

/* Whether somebody wanted it otherwise, and was not obeyed. */
static gboolean
is_refused (ProctorSyncItem *item,
            ProctorSyncMode mode,
            const Wishes *wishes)
{
  if (item->deed != PROCTOR_SYNC_DEED_NONE || mode == PROCTOR_SYNC_DIFF)
    return FALSE;

  switch (item->state)
    {
    case PROCTOR_SYNC_CONFLICT:
      return TRUE;
    case PROCTOR_SYNC_CHANGED_BOTH:
      return mode == PROCTOR_SYNC_PUSH;
    case PROCTOR_SYNC_DELETED_THERE:
      return mode == PROCTOR_SYNC_PUSH || wishes->prune;
    case PROCTOR_SYNC_DELETED_HERE:
      return mode == PROCTOR_SYNC_PUSH && wishes->prune;
    case PROCTOR_SYNC_SAME:
    case PROCTOR_SYNC_ONLY_HERE:
    case PROCTOR_SYNC_ONLY_THERE:
    case PROCTOR_SYNC_CHANGED_HERE:
    case PROCTOR_SYNC_CHANGED_THERE:
    case PROCTOR_SYNC_FAILED:
    default:
      return FALSE;
    }
}

static void
count (Counts *counts,
       ProctorSyncItem *item,
       ProctorSyncMode mode,
       const Wishes *wishes)
{
  if (item->state == PROCTOR_SYNC_FAILED)
    counts->failed++;
  else if (item->deed != PROCTOR_SYNC_DEED_NONE)
    counts->done++;
  else if (is_refused (item, mode, wishes))
    counts->refused++;
  else if (item->state == PROCTOR_SYNC_SAME)
    counts->same++;
  else
    counts->other++;
}

static char *
join (char **members)
{
  return members != NULL ? g_strjoinv (", ", members) : g_strdup ("");
}

/* Which members, or why not. */
static char *
describe (ProctorSyncItem *item)
{
  g_autofree char *here = join (item->changed_here);
  g_autofree char *there = join (item->changed_there);

  if (item->state == PROCTOR_SYNC_FAILED)
    return g_strdup (item->error != NULL ? item->error->message : "");
  if (*here != '\0' && *there != '\0')
    /* Translators: members of a test that were changed in the file, and those that were on the server. */
    return g_strdup_printf (_ ("here: %s; there: %s"), here, there);

  return g_strdup (*here != '\0' ? here : there);
}

static ProctorCtlPaint
get_paint (ProctorSyncItem *item,
           gboolean refused)
{
  if (item->state == PROCTOR_SYNC_FAILED)
    return PROCTOR_CTL_PAINT_BAD;
  if (refused)
    return PROCTOR_CTL_PAINT_ODD;

  return item->deed != PROCTOR_SYNC_DEED_NONE ? PROCTOR_CTL_PAINT_GOOD : PROCTOR_CTL_PAINT_NONE;
}

static void
append_members (GString *json,
                const char *name,
                char **members)
{
  g_string_append_printf (json, ",\"%s\":[", name);
  for (gsize i = 0; members != NULL && members[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (json, ',');
      proctor_wire_append_string (json, members[i]);
    }
  g_string_append_c (json, ']');
}

static void
append_item (GString *json,
             ProctorSyncItem *item)
{
  g_string_append (json, json->len > 1 ? ",\n{" : "\n{");
  proctor_ctl_append_member (json, "state", get_state_id (item->state));
  proctor_ctl_append_member (json, "done", get_deed_id (item->deed));
  proctor_ctl_append_member (json, "test_id", item->id);
  proctor_ctl_append_member (json, "test", item->name);
  proctor_ctl_append_member (json, "file", item->path);
  append_members (json, "changed_here", item->changed_here);
  append_members (json, "changed_there", item->changed_there);
  if (item->state == PROCTOR_SYNC_FAILED && item->error != NULL)
    proctor_ctl_append_member (json, "problem", item->error->message);
  g_string_append_c (json, '}');
}

static void
add_row (ProctorCtlTable *table,
         ProctorSyncItem *item,
         gboolean refused)
{
  g_autofree char *what = describe (item);

  proctor_ctl_table_add (table, get_paint (item, refused), item->deed != PROCTOR_SYNC_DEED_NONE ? get_deed_word (item->deed) : get_state_word (item->state));
  proctor_ctl_table_add (table, PROCTOR_CTL_PAINT_NONE, item->name);
  proctor_ctl_table_add (table, PROCTOR_CTL_PAINT_NONE, item->path);
  proctor_ctl_table_add (table, PROCTOR_CTL_PAINT_NONE, what);
  proctor_ctl_table_end_row (table);
}

static int
compare_items (gconstpointer one,
               gconstpointer other)
{
  const ProctorSyncItem *a = *(const ProctorSyncItem *const *) one;
  const ProctorSyncItem *b = *(const ProctorSyncItem *const *) other;
  int order = g_strcmp0 (a->path, b->path);

  if (order == 0)
    order = g_strcmp0 (a->name, b->name);

  return order != 0 ? order : g_strcmp0 (a->id, b->id);
}

/* In the order of the files, so that it is the same each time. */
static void
print_items (ProctorCtl *self,
             ProctorSync *sync,
             ProctorSyncMode mode,
             const Wishes *wishes,
             Counts *counts)
{
  const char *const titles[] = { _ ("STATE"), _ ("TEST"), _ ("FILE"), _ ("WHAT"), NULL };
  g_autoptr (ProctorCtlTable) table = proctor_ctl_table_new (titles);
  g_autoptr (GString) json = g_string_new ("[");
  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  guint n_rows = 0;

  for (guint i = 0; i < proctor_sync_get_items (sync)->len; i++)
    {
      if (((ProctorSyncItem *) proctor_sync_get_items (sync)->pdata[i])->is_seen)
        g_ptr_array_add (items, proctor_sync_get_items (sync)->pdata[i]);
    }
  g_ptr_array_sort (items, compare_items);
  for (guint i = 0; i < items->len; i++)
    {
      ProctorSyncItem *item = items->pdata[i];

      count (counts, item, mode, wishes);
      append_item (json, item);
      if (item->state == PROCTOR_SYNC_SAME && item->deed == PROCTOR_SYNC_DEED_NONE)
        continue;
      add_row (table, item, is_refused (item, mode, wishes));
      n_rows++;
    }
  g_string_append (json, json->len > 1 ? "\n]" : "]");

  if (self->json)
    proctor_ctl_print_json (json->str, (gssize) json->len);
  else if (!wishes->quiet && n_rows > 0)
    proctor_ctl_table_print (table);
}

static void
say_counts (const Counts *counts,
            ProctorSyncMode mode,
            const Wishes *wishes)
{
  if (mode == PROCTOR_SYNC_DIFF)
    /* Translators: numbers of tests. */
    proctor_ctl_say (_ ("Same: %u. Different: %u. Failed: %u."), counts->same, counts->other, counts->failed);
  else if (mode == PROCTOR_SYNC_PULL)
    proctor_ctl_say (_ ("Pulled: %u. Same: %u. Left alone: %u. Refused: %u. Failed: %u."), counts->done, counts->same, counts->other, counts->refused, counts->failed);
  else
    proctor_ctl_say (_ ("Pushed: %u. Same: %u. Left alone: %u. Refused: %u. Failed: %u."), counts->done, counts->same, counts->other, counts->refused, counts->failed);
  if (wishes->dry_run)
    proctor_ctl_say (_ ("That is what would be done. Nothing was."));
  if (counts->refused > 0 && mode == PROCTOR_SYNC_PULL)
    proctor_ctl_say (_ ("What was changed on both sides is as it was. With --force the server's is taken."));
  else if (counts->refused > 0)
    proctor_ctl_say (_ ("What was changed there since the last pull is as it was. A pull brings it here; with --force the files are taken."));
}

static void
done_cb (ProctorSync *sync,
         GParamSpec *pspec,
         gpointer user_data)
{
  guint n = proctor_sync_get_n_done (sync);

  /* In a terminal alone, and not for each. */
  if (n % 10 == 0 && isatty (STDERR_FILENO))
    {
      fprintf (stderr, "\r\033[K%u/%u", n, proctor_sync_get_total (sync));
      fflush (stderr);
    }
}

static ProctorCtlStatus
finish (ProctorCtl *self,
        const Counts *counts,
        ProctorSyncMode mode,
        const GError *error)
{
  if (error != NULL && g_cancellable_is_cancelled (self->cancellable))
    {
      proctor_ctl_say (_ ("What was done is kept. The same command goes on from there."));
      return self->ended_by;
    }
  if (error != NULL)
    {
      proctor_ctl_report (self, error);
      return PROCTOR_CTL_BROKEN;
    }
  if (counts->failed > 0)
    return PROCTOR_CTL_BROKEN;

  return counts->refused > 0 || (mode == PROCTOR_SYNC_DIFF && counts->other > 0) ? PROCTOR_CTL_FAILED : PROCTOR_CTL_OK;
}

static ProctorCtlStatus
run (ProctorCtl *self,
     ProctorSyncMode mode,
     int argc,
     char **argv)
{
  g_auto (Wishes) wishes = { 0 };
  g_auto (ProctorCtlSignals) signals = { 0 };
  g_autoptr (GFile) folder = NULL;
  g_autoptr (ProctorSync) sync = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  Counts counts = { 0 };
  ProctorSyncWish wish = { .mode = mode };
  gboolean hides_progress;

  if (!parse (self, &wishes, mode, argc, argv))
    return PROCTOR_CTL_USAGE;
  folder = g_file_new_for_commandline_arg (wishes.paths != NULL ? wishes.paths[0] : ".");
  if (g_file_query_file_type (folder, G_FILE_QUERY_INFO_NONE, NULL) != G_FILE_TYPE_DIRECTORY)
    {
      proctor_ctl_complain (_ ("“%s” is no folder."), wishes.paths != NULL ? wishes.paths[0] : ".");
      return PROCTOR_CTL_USAGE;
    }
  proctor_ctl_signals_begin (&signals, self);
  if (!proctor_ctl_connect (self))
    return g_cancellable_is_cancelled (self->cancellable) ? self->ended_by : PROCTOR_CTL_BROKEN;

  wish.dry_run = wishes.dry_run;
  wish.force = wishes.force;
  wish.prune = wishes.prune;
  wish.target = wishes.map;
  wish.folders = (const char *const *) wishes.folders;
  wish.match = wishes.match;
  sync = proctor_sync_new (self->client, folder, &wish);
  hides_progress = self->json || wishes.quiet || !isatty (STDERR_FILENO);
  if (!hides_progress)
    g_signal_connect (sync, "notify::n-done", G_CALLBACK (done_cb), NULL);
  proctor_sync_run_async (sync, self->cancellable, proctor_ctl_keep_cb, &result);
  proctor_sync_run_finish (sync, proctor_ctl_wait (&result), &error);
  if (!hides_progress)
    fputs ("\r\033[K", stderr);

  print_items (self, sync, mode, &wishes, &counts);
  if (error == NULL || proctor_sync_get_n_done (sync) > 0)
    say_counts (&counts, mode, &wishes);

  return finish (self, &counts, mode, error);
}

/**
 * proctor_ctl_pull_tests:
 * @self: what all commands need
 * @argc: main()'s, from the command's name on
 * @argv: main()'s, from the command's name on
 *
 * Returns: whether the files are what the server has
 */
ProctorCtlStatus
proctor_ctl_pull_tests (ProctorCtl *self,
                        int argc,
                        char **argv)
{
  return run (self, PROCTOR_SYNC_PULL, argc, argv);
}

/**
 * proctor_ctl_push_tests:
 * @self: what all commands need
 * @argc: main()'s, from the command's name on
 * @argv: main()'s, from the command's name on
 *
 * Returns: whether the server has what the files are
 */
ProctorCtlStatus
proctor_ctl_push_tests (ProctorCtl *self,
                        int argc,
                        char **argv)
{
  return run (self, PROCTOR_SYNC_PUSH, argc, argv);
}

/**
 * proctor_ctl_diff_tests:
 * @self: what all commands need
 * @argc: main()'s, from the command's name on
 * @argv: main()'s, from the command's name on
 *
 * Returns: whether the files are what the server has
 */
ProctorCtlStatus
proctor_ctl_diff_tests (ProctorCtl *self,
                        int argc,
                        char **argv)
{
  return run (self, PROCTOR_SYNC_DIFF, argc, argv);
}
