/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-empty-panes.h"

#include "proctor-health-banner.h"

#include <glib/gi18n.h>

/* What a pane says where there is nothing to show in it. The tests have panes of their own. */
static const struct
{
  const char *icon_name;
  const char *title;
  const char *list;
  const char *detail;
} texts[] = {
  [PROCTOR_PLACE_RUNS] = {
      "proctor-runs-symbolic",
      N_ ("No Runs"),
      N_ ("What was run in this workspace is listed here."),
      N_ ("Results and transcripts of a run open here."),
  },
  [PROCTOR_PLACE_AGENTS] = {
      "proctor-agents-symbolic",
      N_ ("No Agents"),
      N_ ("The workspace's agents are listed here."),
      N_ ("An agent that is chosen in the list opens here."),
  },
};

/**
 * proctor_empty_panes_create_list:
 * @place: where one is, other than the tests
 * @window: whose session it is
 *
 * Returns: (transfer floating): what stands in the list pane where there is nothing to list, with a
 *   header bar
 */
GtkWidget *
proctor_empty_panes_create_list (ProctorPlace place,
                                 GObject *window)
{
  GtkWidget *view, *page, *banner;

  g_return_val_if_fail (texts[place].title != NULL, NULL);

  view = adw_toolbar_view_new ();
  page = adw_status_page_new ();
  banner = proctor_health_banner_new ();
  g_object_bind_property (window, "session", banner, "session", G_BINDING_SYNC_CREATE);
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), texts[place].icon_name);
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _ (texts[place].title));
  adw_status_page_set_description (ADW_STATUS_PAGE (page), _ (texts[place].list));
  gtk_widget_add_css_class (page, "compact");
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), banner);
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), page);

  return view;
}

/**
 * proctor_empty_panes_create_detail:
 * @place: where one is, other than the tests
 *
 * Returns: (transfer floating): what stands in the detail pane while nothing is chosen
 */
GtkWidget *
proctor_empty_panes_create_detail (ProctorPlace place)
{
  GtkWidget *page = adw_status_page_new ();

  adw_status_page_set_description (ADW_STATUS_PAGE (page), _ (texts[place].detail));
  gtk_widget_add_css_class (page, "dimmed");

  return page;
}
