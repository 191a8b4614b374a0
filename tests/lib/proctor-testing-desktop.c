/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-testing-desktop.h"

#include "proctor-testing.h"

#define NOTIFICATIONS "org.freedesktop.Notifications"
#define PATH "/org/freedesktop/Notifications"

static const char interface_text[] = "<node><interface name='" NOTIFICATIONS "'>"
                                     "<method name='GetCapabilities'><arg type='as' direction='out'/></method>"
                                     "<method name='GetServerInformation'><arg type='s' direction='out'/><arg type='s' direction='out'/><arg type='s' direction='out'/><arg type='s' direction='out'/></method>"
                                     "<method name='Notify'><arg type='s' direction='in'/><arg type='u' direction='in'/><arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='s' direction='in'/>"
                                     "<arg type='as' direction='in'/><arg type='a{sv}' direction='in'/><arg type='i' direction='in'/><arg type='u' direction='out'/></method>"
                                     "<method name='CloseNotification'><arg type='u' direction='in'/></method>"
                                     "<signal name='ActionInvoked'><arg type='u'/><arg type='s'/></signal>"
                                     "</interface></node>";

/**
 * ProctorTestingDesktop:
 *
 * The part of a desktop that is told what programs want somebody to know, on the session bus. It
 * shows nothing; it remembers.
 */
struct _ProctorTestingDesktop
{
  GObject parent_instance;

  /* Owned */
  GDBusConnection *connection;
  GPtrArray *told; /* titles and texts */

  guint name_id;
  guint object_id;
  gboolean owned;
};

G_DEFINE_FINAL_TYPE (ProctorTestingDesktop, proctor_testing_desktop, G_TYPE_OBJECT)

static void
called_cb (GDBusConnection *connection,
           const char *sender,
           const char *path,
           const char *interface,
           const char *method,
           GVariant *parameters,
           GDBusMethodInvocation *invocation,
           gpointer user_data)
{
  ProctorTestingDesktop *self = user_data;
  const char *title, *text;

  if (g_str_equal (method, "GetCapabilities"))
    {
      const char *const capabilities[] = { "actions", "body", NULL };

      g_dbus_method_invocation_return_value (invocation, g_variant_new ("(^as)", capabilities));
    }
  else if (g_str_equal (method, "GetServerInformation"))
    {
      g_dbus_method_invocation_return_value (invocation, g_variant_new ("(ssss)", "test", "test", "1", "1.2"));
    }
  else if (g_str_equal (method, "Notify"))
    {
      g_variant_get (parameters, "(&su&s&s&s@as@a{sv}i)", NULL, NULL, NULL, &title, &text, NULL, NULL, NULL);
      g_ptr_array_add (self->told, g_strdup_printf ("%s: %s", title, text));
      g_dbus_method_invocation_return_value (invocation, g_variant_new ("(u)", self->told->len));
    }
  else
    {
      g_dbus_method_invocation_return_value (invocation, NULL);
    }
}

static void
owned_cb (GDBusConnection *connection,
          const char *name,
          gpointer user_data)
{
  PROCTOR_TESTING_DESKTOP (user_data)->owned = TRUE;
}

static gboolean
is_owned (gpointer user_data)
{
  return PROCTOR_TESTING_DESKTOP (user_data)->owned;
}

static void
proctor_testing_desktop_finalize (GObject *object)
{
  ProctorTestingDesktop *self = PROCTOR_TESTING_DESKTOP (object);

  g_bus_unown_name (self->name_id);
  g_dbus_connection_unregister_object (self->connection, self->object_id);
  g_clear_object (&self->connection);
  g_ptr_array_unref (self->told);

  G_OBJECT_CLASS (proctor_testing_desktop_parent_class)->finalize (object);
}

static void
proctor_testing_desktop_class_init (ProctorTestingDesktopClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = proctor_testing_desktop_finalize;
}

static void
proctor_testing_desktop_init (ProctorTestingDesktop *self)
{
  const GDBusInterfaceVTable table = { .method_call = called_cb };
  g_autoptr (GDBusNodeInfo) info = g_dbus_node_info_new_for_xml (interface_text, NULL);
  g_autoptr (GError) error = NULL;

  self->told = g_ptr_array_new_with_free_func (g_free);
  self->connection = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  g_assert_no_error (error);
  self->object_id = g_dbus_connection_register_object (self->connection, PATH, info->interfaces[0], &table, self, NULL, &error);
  g_assert_no_error (error);
  self->name_id = g_bus_own_name_on_connection (self->connection, NOTIFICATIONS, G_BUS_NAME_OWNER_FLAGS_NONE, owned_cb, NULL, self, NULL);
  proctor_testing_wait_for ("the desktop", is_owned, self);
}

/**
 * proctor_testing_desktop_new:
 *
 * Returns: (transfer full): a desktop that is told from now on
 */
ProctorTestingDesktop *
proctor_testing_desktop_new (void)
{
  return g_object_new (PROCTOR_TYPE_TESTING_DESKTOP, NULL);
}

typedef struct
{
  ProctorTestingDesktop *self;
  guint n;
} Wanted;

static gboolean
has_been_told (gpointer user_data)
{
  const Wanted *wanted = user_data;

  return wanted->self->told->len >= wanted->n;
}

/**
 * proctor_testing_desktop_wait_until_told:
 * @self: a desktop
 * @n: how often
 *
 * Waits until it has been told so many things.
 */
void
proctor_testing_desktop_wait_until_told (ProctorTestingDesktop *self,
                                         guint n)
{
  Wanted wanted = { self, n };

  proctor_testing_wait_for ("a notification", has_been_told, &wanted);
}

guint
proctor_testing_desktop_count (ProctorTestingDesktop *self)
{
  return self->told->len;
}

/**
 * proctor_testing_desktop_get_told:
 * @self: a desktop
 * @position: which of what it has been told, from 0
 *
 * Returns: the title and the text, with a colon between
 */
const char *
proctor_testing_desktop_get_told (ProctorTestingDesktop *self,
                                  guint position)
{
  return g_ptr_array_index (self->told, position);
}

/**
 * proctor_testing_desktop_click:
 * @self: a desktop
 * @position: which of what it has been told, from 0
 *
 * Does what a click on a notification does.
 */
void
proctor_testing_desktop_click (ProctorTestingDesktop *self,
                               guint position)
{
  g_autoptr (GError) error = NULL;

  g_dbus_connection_emit_signal (self->connection, NULL, PATH, NOTIFICATIONS, "ActionInvoked", g_variant_new ("(us)", position + 1, "default"), &error);
  g_assert_no_error (error);
}
