/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-agent-list.h"

#include "proctor-agent-summary.h"
#include "proctor-agents.h"
#include "proctor-paged-list-private.h"

#define PAGE_SIZE 100

/* The agents of a workspace. There may be very many, so that the server searches and sorts. */

typedef struct
{
  /* Owned */
  char *search;

  ProctorAgentOrder order;
  gboolean archived;
} Wanted;

static void
wanted_free (Wanted *wanted)
{
  g_free (wanted->search);
  g_free (wanted);
}

static ProctorPager *
make_pager (ProctorClient *client,
            gpointer data)
{
  const char *const names[] = {
    [PROCTOR_AGENT_ORDER_NEWEST] = "created_at",
    [PROCTOR_AGENT_ORDER_NAME] = "name",
    [PROCTOR_AGENT_ORDER_CALLS] = "call_count_7d",
  };
  const Wanted *wanted = data;
  const ProctorAgentsQuery query = {
    .search = wanted->search,
    .archived = wanted->archived,
    .sort_by = names[wanted->order],
    .ascending = wanted->order == PROCTOR_AGENT_ORDER_NAME,
    .page_size = PAGE_SIZE,
  };

  return proctor_agents_list_all (client, &query);
}

/* A server may not know that they are not wanted. */
static gboolean
is_archived (GObject *row)
{
  return PROCTOR_IS_AGENT_SUMMARY (row) && proctor_agent_summary_get_archived (PROCTOR_AGENT_SUMMARY (row));
}

static gboolean
is_not_archived (GObject *row)
{
  return PROCTOR_IS_AGENT_SUMMARY (row) && !proctor_agent_summary_get_archived (PROCTOR_AGENT_SUMMARY (row));
}

/**
 * proctor_agent_list_new:
 * @session: a workspace
 * @search: (nullable): what their names are to contain
 * @order: what they are sorted by
 * @archived: whether those that were put away are wanted, in place of the others
 *
 * Nothing is read before proctor_paged_list_refresh().
 *
 * Returns: (transfer full): agents of @session; of #ProctorAgentSummary, and of #ProctorUnreadable where a row
 *   could not be read
 */
ProctorPagedList *
proctor_agent_list_new (ProctorSession *session,
                        const char *search,
                        ProctorAgentOrder order,
                        gboolean archived)
{
  Wanted *wanted;
  ProctorPagedList *list;

  g_return_val_if_fail (PROCTOR_IS_SESSION (session), NULL);

  wanted = g_new0 (Wanted, 1);
  wanted->search = search != NULL && *search != '\0' ? g_strdup (search) : NULL;
  wanted->order = order;
  wanted->archived = archived;
  list = proctor_paged_list_new (session, make_pager, wanted, (GDestroyNotify) wanted_free);
  proctor_paged_list_hide (list, archived ? is_not_archived : is_archived);

  return list;
}
