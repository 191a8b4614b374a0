/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-unanswered-banner.h"

#include <glib/gi18n.h>

#include "proctor-unanswered-dialog.h"

/**
 * ProctorUnansweredBanner:
 *
 * Says that the last time something was to be deleted and nobody knows whether that was done, until
 * a person has decided what becomes of it.
 */
struct _ProctorUnansweredBanner
{
  AdwBin parent_instance;

  /* Owned */
  ProctorTrash *trash;
  GSignalGroup *signals;

  /* Borrowed: it is the child, once there was something to say */
  AdwBanner *banner;
};

G_DEFINE_FINAL_TYPE (ProctorUnansweredBanner, proctor_unanswered_banner, ADW_TYPE_BIN)

typedef enum
{
  PROP_TRASH = 1,
} ProctorUnansweredBannerProperty;

static GParamSpec *properties[PROP_TRASH + 1];

static void
decide_cb (ProctorUnansweredBanner *self)
{
  adw_dialog_present (proctor_unanswered_dialog_new (self->trash), GTK_WIDGET (self));
}

/* Most people never see it. */
static void
create_banner (ProctorUnansweredBanner *self)
{
  self->banner = ADW_BANNER (adw_banner_new (""));
  adw_banner_set_button_label (self->banner, _ ("_Decide…"));
  g_signal_connect_object (self->banner, "button-clicked", G_CALLBACK (decide_cb), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->banner));
}

static void
update (ProctorUnansweredBanner *self)
{
  guint n_things = self->trash != NULL ? proctor_trash_get_unanswered (self->trash)->len : 0;
  g_autofree char *title = NULL;

  if (n_things > 0)
    {
      if (self->banner == NULL)
        create_banner (self);
      title = g_strdup_printf (ngettext ("%u item that you deleted is still there", "%u items that you deleted are still there", n_things), n_things);
      adw_banner_set_title (self->banner, title);
    }
  if (self->banner != NULL)
    adw_banner_set_revealed (self->banner, n_things > 0);
}

static void
proctor_unanswered_banner_get_property (GObject *object,
                                        guint property_id,
                                        GValue *value,
                                        GParamSpec *pspec)
{
  switch ((ProctorUnansweredBannerProperty) property_id)
    {
    case PROP_TRASH:
      g_value_set_object (value, PROCTOR_UNANSWERED_BANNER (object)->trash);
      break;
    }
}

static void
proctor_unanswered_banner_set_property (GObject *object,
                                        guint property_id,
                                        const GValue *value,
                                        GParamSpec *pspec)
{
  switch ((ProctorUnansweredBannerProperty) property_id)
    {
    case PROP_TRASH:
      proctor_unanswered_banner_set_trash (PROCTOR_UNANSWERED_BANNER (object), g_value_get_object (value));
      break;
    }
}

static void
proctor_unanswered_banner_dispose (GObject *object)
{
  ProctorUnansweredBanner *self = PROCTOR_UNANSWERED_BANNER (object);

  g_clear_object (&self->signals);
  g_clear_object (&self->trash);

  G_OBJECT_CLASS (proctor_unanswered_banner_parent_class)->dispose (object);
}

static void
proctor_unanswered_banner_class_init (ProctorUnansweredBannerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = proctor_unanswered_banner_get_property;
  object_class->set_property = proctor_unanswered_banner_set_property;
  object_class->dispose = proctor_unanswered_banner_dispose;

  /**
   * ProctorUnansweredBanner:trash:
   *
   * The trash whose unanswered deletions it tells of.
   */
  properties[PROP_TRASH] = g_param_spec_object ("trash", NULL, NULL, PROCTOR_TYPE_TRASH, G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
proctor_unanswered_banner_init (ProctorUnansweredBanner *self)
{
  self->signals = g_signal_group_new (PROCTOR_TYPE_TRASH);
  g_signal_group_connect_swapped (self->signals, "unanswered", G_CALLBACK (update), self);
}

GtkWidget *
proctor_unanswered_banner_new (void)
{
  return g_object_new (PROCTOR_TYPE_UNANSWERED_BANNER, NULL);
}

/**
 * proctor_unanswered_banner_set_trash:
 * @self: a banner
 * @trash: (nullable): the workspace's trash
 */
void
proctor_unanswered_banner_set_trash (ProctorUnansweredBanner *self,
                                     ProctorTrash *trash)
{
  g_return_if_fail (PROCTOR_IS_UNANSWERED_BANNER (self));
  g_return_if_fail (trash == NULL || PROCTOR_IS_TRASH (trash));

  if (!g_set_object (&self->trash, trash))
    return;

  g_signal_group_set_target (self->signals, trash);
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TRASH]);
}
