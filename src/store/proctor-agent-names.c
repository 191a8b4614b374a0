/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-agent-names.h"

#include <glib/gi18n.h>

#include "proctor-agent-summary.h"
#include "proctor-agents.h"
#include "proctor-branch.h"
#include "proctor-branches.h"
#include "proctor-history-names.h"

/* Nobody has more, and a server that never ends is one, too. */
#define MOST_PAGES 20
#define MOST_BRANCHES 100

/**
 * ProctorAgentNames:
 *
 * What a workspace's agents and their branches are called. A server says of an invocation only which they
 * are; what they are called is asked for once, when somebody wants to know, and kept in the history, so that
 * it is there at the next start and while the server is away.
 */
struct _ProctorAgentNames
{
  GObject parent_instance;

  /* Owned */
  ProctorClient *client;
  ProctorHistory *history;
  GCancellable *cancellable;
  char *workspace_id;
  GHashTable *names;   /* by ids */
  GHashTable *wanted;  /* ids of agents whose branches somebody wanted; "" for the agents themselves */
  GHashTable *failed;  /* of these: those that could not be had */
  ProctorPager *pager; /* while the agents are being read */

  guint n_pages;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ProctorAgentNames, proctor_agent_names, G_TYPE_OBJECT)

/* What is another than before is kept, and told of once. */
static void
take (ProctorAgentNames *self,
      GHashTable *names)
{
  GHashTableIter iter;
  gpointer id, name;

  g_hash_table_iter_init (&iter, names);
  while (g_hash_table_iter_next (&iter, &id, &name))
    {
      if (g_strcmp0 (g_hash_table_lookup (self->names, id), name) == 0)
        g_hash_table_iter_remove (&iter);
      else
        g_hash_table_insert (self->names, g_strdup (id), g_strdup (name));
    }
  if (g_hash_table_size (names) == 0)
    return;

  if (self->history != NULL)
    proctor_history_keep_names (self->history, self->workspace_id, names);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static GHashTable *
collect (GListModel *rows)
{
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (ProctorRecord) row = g_list_model_get_item (rows, i);
      const char *id = proctor_record_get_identity (row);
      const char *name = NULL;

      if (PROCTOR_IS_AGENT_SUMMARY (row))
        name = proctor_agent_summary_get_name (PROCTOR_AGENT_SUMMARY (row));
      else if (PROCTOR_IS_BRANCH (row))
        name = proctor_branch_get_name (PROCTOR_BRANCH (row));
      if (id != NULL && name != NULL && *name != '\0')
        g_hash_table_insert (names, g_strdup (id), g_strdup (name));
    }

  return names;
}

static void
agents_cb (GObject *source,
           GAsyncResult *result,
           gpointer user_data)
{
  ProctorAgentNames *self;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorPage) page = proctor_pager_next_finish (PROCTOR_PAGER (source), result, &error);
  g_autoptr (GHashTable) names = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = PROCTOR_AGENT_NAMES (user_data);
  if (page == NULL)
    {
      g_hash_table_add (self->failed, g_strdup (""));
      g_clear_object (&self->pager);
      return;
    }

  names = collect (proctor_page_get_items (page));
  if (proctor_pager_has_more (self->pager) && ++self->n_pages < MOST_PAGES)
    proctor_pager_next_async (self->pager, self->cancellable, agents_cb, self);
  else
    g_clear_object (&self->pager);
  take (self, names);
}

static void
read_agents (ProctorAgentNames *self)
{
  const ProctorAgentsQuery query = { .page_size = 100 };

  if (self->pager != NULL)
    return;

  self->n_pages = 0;
  self->pager = proctor_agents_list_all (self->client, &query);
  proctor_pager_next_async (self->pager, self->cancellable, agents_cb, self);
}

typedef struct
{
  ProctorAgentNames *names; /* borrowed: what was asked is cancelled when it goes */
  char *agent_id;
} Asked;

static void
branches_cb (GObject *source,
             GAsyncResult *result,
             gpointer user_data)
{
  Asked *asked = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorPage) page = proctor_branches_list_finish (PROCTOR_CLIENT (source), result, &error);

  if (page != NULL)
    {
      g_autoptr (GHashTable) names = collect (proctor_page_get_items (page));

      take (asked->names, names);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_hash_table_add (asked->names->failed, g_strdup (asked->agent_id));
    }
  g_free (asked->agent_id);
  g_free (asked);
}

/* Those that were put away are asked for, too: something may have been run on them. */
static void
read_branches (ProctorAgentNames *self,
               const char *agent_id)
{
  Asked *asked = g_new0 (Asked, 1);

  asked->names = self;
  asked->agent_id = g_strdup (agent_id);
  proctor_branches_list_async (self->client, agent_id, TRUE, MOST_BRANCHES, self->cancellable, branches_cb, asked);
}

static void
want (ProctorAgentNames *self,
      const char *agent_id)
{
  if (self->client == NULL || !g_hash_table_add (self->wanted, g_strdup (agent_id)))
    return;

  if (*agent_id == '\0')
    read_agents (self);
  else
    read_branches (self, agent_id);
}

static void
listed_cb (GObject *source,
           GAsyncResult *result,
           gpointer user_data)
{
  ProctorAgentNames *self;
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) names = proctor_history_list_names_finish (PROCTOR_HISTORY (source), result, &error);
  GHashTableIter iter;
  gpointer id, name;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = PROCTOR_AGENT_NAMES (user_data);
  if (names == NULL)
    {
      g_debug ("The history doesn't say what agents are called: %s", error->message);
      return;
    }

  /* The server may have been faster, and knows it better. */
  g_hash_table_iter_init (&iter, names);
  while (g_hash_table_iter_next (&iter, &id, &name))
    {
      if (!g_hash_table_contains (self->names, id))
        g_hash_table_insert (self->names, g_strdup (id), g_strdup (name));
    }
  if (g_hash_table_size (names) > 0)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
proctor_agent_names_dispose (GObject *object)
{
  proctor_agent_names_stop (PROCTOR_AGENT_NAMES (object));

  G_OBJECT_CLASS (proctor_agent_names_parent_class)->dispose (object);
}

static void
proctor_agent_names_finalize (GObject *object)
{
  ProctorAgentNames *self = PROCTOR_AGENT_NAMES (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->names, g_hash_table_unref);
  g_clear_pointer (&self->wanted, g_hash_table_unref);
  g_clear_pointer (&self->failed, g_hash_table_unref);
  g_free (self->workspace_id);

  G_OBJECT_CLASS (proctor_agent_names_parent_class)->finalize (object);
}

static void
proctor_agent_names_class_init (ProctorAgentNamesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = proctor_agent_names_dispose;
  object_class->finalize = proctor_agent_names_finalize;

  /**
   * ProctorAgentNames::changed:
   * @self: names
   *
   * More names are known, or others.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", PROCTOR_TYPE_AGENT_NAMES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
proctor_agent_names_init (ProctorAgentNames *self)
{
  self->cancellable = g_cancellable_new ();
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->wanted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->failed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * proctor_agent_names_new:
 * @client: the way to the server
 * @history: (nullable): what is kept of it
 * @workspace_id: the workspace
 *
 * Returns: (transfer full): what its agents are called
 */
ProctorAgentNames *
proctor_agent_names_new (ProctorClient *client,
                         ProctorHistory *history,
                         const char *workspace_id)
{
  ProctorAgentNames *self;

  g_return_val_if_fail (PROCTOR_IS_CLIENT (client), NULL);

  self = g_object_new (PROCTOR_TYPE_AGENT_NAMES, NULL);
  self->client = g_object_ref (client);
  self->workspace_id = g_strdup (workspace_id);
  if (g_set_object (&self->history, history))
    proctor_history_list_names_async (history, workspace_id, self->cancellable, listed_cb, self);

  return self;
}

/**
 * proctor_agent_names_stop:
 * @self: names
 *
 * Asks nobody any more.
 */
void
proctor_agent_names_stop (ProctorAgentNames *self)
{
  g_return_if_fail (PROCTOR_IS_AGENT_NAMES (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->pager);
  g_clear_object (&self->client);
  g_clear_object (&self->history);
}

/**
 * proctor_agent_names_refresh:
 * @self: names
 * @thorough: whether what is known is asked for again, too
 *
 * Somebody wants to know what is new: what could not be had is asked for again when it is wanted.
 */
void
proctor_agent_names_refresh (ProctorAgentNames *self,
                             gboolean thorough)
{
  GHashTableIter iter;
  gpointer id;

  g_return_if_fail (PROCTOR_IS_AGENT_NAMES (self));

  g_hash_table_iter_init (&iter, self->wanted);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      if (thorough || g_hash_table_contains (self->failed, id))
        g_hash_table_iter_remove (&iter);
    }
  if (g_hash_table_size (self->failed) == 0 && !thorough)
    return;

  g_hash_table_remove_all (self->failed);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * proctor_agent_names_get_agent:
 * @self: names
 * @agent_id: (nullable): an agent
 *
 * Returns: (nullable): what it is called, as far as that is known; it is asked for, and
 *   #ProctorAgentNames::changed tells when it is
 */
const char *
proctor_agent_names_get_agent (ProctorAgentNames *self,
                               const char *agent_id)
{
  g_return_val_if_fail (PROCTOR_IS_AGENT_NAMES (self), NULL);

  if (agent_id == NULL || *agent_id == '\0')
    return NULL;

  want (self, "");

  return g_hash_table_lookup (self->names, agent_id);
}

/**
 * proctor_agent_names_get_branch:
 * @self: names
 * @agent_id: (nullable): an agent
 * @branch_id: (nullable): a branch of it
 *
 * Returns: (nullable): what it is called, as far as that is known; it is asked for, and
 *   #ProctorAgentNames::changed tells when it is
 */
const char *
proctor_agent_names_get_branch (ProctorAgentNames *self,
                                const char *agent_id,
                                const char *branch_id)
{
  g_return_val_if_fail (PROCTOR_IS_AGENT_NAMES (self), NULL);

  if (branch_id == NULL || agent_id == NULL || *agent_id == '\0')
    return NULL;

  want (self, agent_id);

  return g_hash_table_lookup (self->names, branch_id);
}

/**
 * proctor_agent_names_dup_place:
 * @self: names
 * @agent_id: (nullable): an agent
 * @branch_id: (nullable): a branch of it
 *
 * Returns: (transfer full) (nullable): what both are called, as far as that is known
 */
char *
proctor_agent_names_dup_place (ProctorAgentNames *self,
                               const char *agent_id,
                               const char *branch_id)
{
  const char *agent = proctor_agent_names_get_agent (self, agent_id);
  const char *branch = proctor_agent_names_get_branch (self, agent_id, branch_id);

  if (agent != NULL && branch != NULL)
    /* Translators: an agent, then one of its branches. */
    return g_strdup_printf (C_ ("place", "%s · %s"), agent, branch);

  return g_strdup (agent != NULL ? agent : branch);
}
