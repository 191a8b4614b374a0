/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-testing-app-private.h"

#include <dbus/dbus.h>

/* The part of ProctorTestingApp that does things: clicks, keys, text. */

/* So often the wheel is turned for something that is not in view, and so long each turn takes. */
#define MOST_TURNS 200
#define TURN_USECS 60000

/* What was told to move and is seen at the same place so often has come to rest. */
#define RESTS 2

/* So many events a stroke or a click is for the program at most, which deals with one at a time. */
#define EVENTS 12

/* A drag is so many steps, and at its end the pointer trembles so often. */
#define DRAG_STEPS 10
#define DRAG_TREMBLES 10
#define DRAG_USECS 50000

static gboolean
has_answer (gpointer user_data)
{
  ProctorTestingApp *self = user_data;

  return proctor_testing_app_has_ended (self) || proctor_testing_screen_has_answer (self->screen, self->window);
}

/* The toolkit's name is asked for because the program's main loop has to answer. libatspi must not be asked for it,
 * as it falls over a program that ends meanwhile. */
static gboolean
has_turned (ProctorTestingApp *self)
{
  const char *interface = "org.a11y.atspi.Application", *property = "ToolkitName";
  DBusMessage *question = dbus_message_new_method_call (self->bus_name, "/org/a11y/atspi/accessible/root", DBUS_INTERFACE_PROPERTIES, "Get");
  DBusMessage *answer;

  dbus_message_append_args (question, DBUS_TYPE_STRING, &interface, DBUS_TYPE_STRING, &property, DBUS_TYPE_INVALID);
  answer = dbus_connection_send_with_reply_and_block (atspi_get_a11y_bus (), question, DBUS_TIMEOUT_USE_DEFAULT, NULL);
  dbus_message_unref (question);
  if (answer == NULL)
    return FALSE;

  dbus_message_unref (answer);

  return TRUE;
}

/* What was done with keys and pointer comes to the program by way of the X server, and what is done with accessible
 * actions by D-Bus, where it could overtake the former. So the window has to have got everything, and the program to
 * have had the time to deal with it; where the window has been closed by that, there is nothing to wait for. */
static void
settle (ProctorTestingApp *self,
        guint n_strokes)
{
  if (self->window == 0)
    return;

  proctor_testing_screen_ask (self->screen, self->window);
  if (!proctor_testing_wait (has_answer, self))
    proctor_testing_app_fail (self, "the window to see what was done");

  for (guint i = 0; i < EVENTS * n_strokes && self->bus_name != NULL && has_turned (self); i++)
    continue;
}

/* Where a thing is, as the X server counts. The border of a window lies between the X server's corner and the content's;
 * GTK 4.18 subtracts it where it should be added, and so the window itself, which should be at 0, tells how much is
 * missing twice. Of a shadow it says nothing. */
static AtspiRect
get_place (ProctorTestingApp *self,
           AtspiAccessible *frame,
           AtspiAccessible *accessible)
{
  g_autofree AtspiRect *window = proctor_testing_tree_get_extents (frame);
  g_autofree AtspiRect *extents = proctor_testing_tree_get_extents (accessible);
  int left, top;

  proctor_testing_screen_get_shadow (self->screen, self->window, &left, &top);

  return (AtspiRect) { extents->x - 2 * window->x + left, extents->y - 2 * window->y + top, extents->width, extents->height };
}

/* What of the height of a thing can be seen: whatever it lies in cuts off what is outside, a list most
 * of all, which has more rows than there is room for. */
static AtspiRect
get_visible (ProctorTestingApp *self,
             AtspiAccessible *frame,
             AtspiAccessible *accessible)
{
  AtspiRect visible = get_place (self, frame, accessible);
  AtspiRect below = visible;
  g_autoptr (AtspiAccessible) above = atspi_accessible_get_parent (accessible, NULL);

  while (above != NULL && above != frame)
    {
      g_autoptr (AtspiAccessible) lower = g_steal_pointer (&above);
      AtspiRect around = get_place (self, frame, lower);
      int bottom = MIN (visible.y + visible.height, around.y + around.height);

      if (below.y >= around.y + around.height || around.y >= below.y + below.height)
        break;

      visible.y = MAX (visible.y, around.y);
      visible.height = MAX (bottom - visible.y, 0);
      below = around;
      above = atspi_accessible_get_parent (lower, NULL);
    }

  return visible;
}

/* The pointer has to be over what is seen of the list that the thing is in, or of whatever that is in. */
static void
turn_wheel (ProctorTestingApp *self,
            AtspiAccessible *frame,
            AtspiAccessible *accessible,
            gboolean down)
{
  g_autoptr (AtspiAccessible) above = atspi_accessible_get_parent (accessible, NULL);
  AtspiRect around = get_visible (self, frame, above);

  while (around.height == 0 && above != frame)
    {
      g_autoptr (AtspiAccessible) lower = g_steal_pointer (&above);

      above = atspi_accessible_get_parent (lower, NULL);
      around = get_visible (self, frame, above);
    }

  proctor_testing_screen_click (proctor_testing_app_get_screen (self), proctor_testing_app_get_window (self), around.x + around.width / 2, around.y + around.height / 2, down ? 5 : 4, "");
}

/* Whether a thing that was found is still that. */
static gboolean
is_still (AtspiAccessible *accessible,
          const char *name)
{
  g_autofree char *current = NULL;

  atspi_accessible_clear_cache_single (accessible);
  current = atspi_accessible_get_name (accessible, NULL);

  return g_strcmp0 (current, name) == 0 && proctor_testing_tree_has_state (accessible, ATSPI_STATE_SHOWING);
}

/* The middle of a thing that can be seen whole and has come to rest. The wheel is turned where it is
 * cut off; what is not there any more is looked for anew, as lists use their rows again. */
static void
get_middle (ProctorTestingApp *self,
            AtspiRole role,
            const char *name,
            int *x,
            int *y)
{
  AtspiRect before = { 0 };
  guint rests = 0;
  g_autoptr (AtspiAccessible) frame = proctor_testing_app_find (self, ATSPI_ROLE_FRAME, NULL);
  g_autoptr (AtspiAccessible) accessible = NULL;
  g_autofree char *found = NULL;

  for (guint turn = 0; turn < MOST_TURNS; turn++)
    {
      AtspiRect place, visible;

      /* To look through all of a window takes its time. */
      if (accessible == NULL || !is_still (accessible, found))
        {
          g_clear_object (&accessible);
          g_clear_pointer (&found, g_free);
          accessible = proctor_testing_app_find (self, role, name);
          found = atspi_accessible_get_name (accessible, NULL);
        }
      place = get_place (self, frame, accessible);
      visible = get_visible (self, frame, accessible);
      rests = memcmp (&place, &before, sizeof place) == 0 ? rests + 1 : 0;

      *x = visible.x + visible.width / 2;
      *y = visible.y + visible.height / 2;
      if (rests >= RESTS && visible.height >= place.height)
        return;

      if (rests >= RESTS)
        {
          turn_wheel (self, frame, accessible, place.y >= visible.y);
          rests = 0;
        }
      before = place;
      g_usleep (TURN_USECS);
    }

  proctor_testing_app_save_picture (self, "failure");
  g_error ("“%s” does not come into view", name != NULL ? name : "");
}

/**
 * proctor_testing_app_point_at:
 * @self: the program
 * @x: where in its window
 * @y: where in its window
 * @button: which of the pointer's buttons, 1 for the first, 3 for the one that opens menus
 * @keys: what is held down meanwhile, as accelerators are written, or ""
 *
 * Clicks somewhere.
 */
void
proctor_testing_app_point_at (ProctorTestingApp *self,
                              int x,
                              int y,
                              guint button,
                              const char *keys)
{
  proctor_testing_screen_click (self->screen, self->window, x, y, button, keys);
  settle (self, 1);
}

/**
 * proctor_testing_app_point_with:
 * @self: the program
 * @role: a role
 * @name: (nullable): an accessible name
 * @button: which of the pointer's buttons, 1 for the first, 3 for the one that opens menus
 * @keys: what is held down meanwhile, as accelerators are written, or ""
 *
 * Clicks on something with the pointer as one does who wants to select more than one thing, or its
 * menu.
 */
void
proctor_testing_app_point_with (ProctorTestingApp *self,
                                AtspiRole role,
                                const char *name,
                                guint button,
                                const char *keys)
{
  int x, y;

  get_middle (self, role, name, &x, &y);
  proctor_testing_app_point_at (self, x, y, button, keys);
}

/**
 * proctor_testing_app_point:
 * @self: the program
 * @role: a role
 * @name: (nullable): an accessible name
 *
 * Clicks on something with the pointer. Rows of lists need this: GTK 4.18 gives them no action.
 */
void
proctor_testing_app_point (ProctorTestingApp *self,
                           AtspiRole role,
                           const char *name)
{
  proctor_testing_app_point_with (self, role, name, 1, "");
}

/* Moves on when the program has answered a question, so that one that is slow has seen where the pointer
 * was before. */
static void
drag_to (ProctorTestingApp *self,
         int x,
         int y)
{
  proctor_testing_screen_move_pointer (proctor_testing_app_get_screen (self), proctor_testing_app_get_window (self), x, y);
  g_usleep (DRAG_USECS);
  g_object_unref (proctor_testing_app_find (self, ATSPI_ROLE_FRAME, NULL));
}

/* What becomes of a thing that is let go of is settled between the program and itself, by way of the X
 * server, while it is held. */
static void
drag (ProctorTestingApp *self,
      int x,
      int y,
      int to_x,
      int to_y)
{
  ProctorTestingScreen *screen = proctor_testing_app_get_screen (self);

  proctor_testing_screen_hold (screen, proctor_testing_app_get_window (self), x, y);
  for (int step = 1; step <= DRAG_STEPS; step++)
    drag_to (self, x + (to_x - x) * step / DRAG_STEPS, y + (to_y - y) * step / DRAG_STEPS);
  for (int tremble = 1; tremble <= DRAG_TREMBLES; tremble++)
    drag_to (self, to_x, to_y - tremble % 2);
  proctor_testing_screen_let_go (screen);
  drag_to (self, to_x, to_y);
  proctor_testing_screen_leave (screen, proctor_testing_app_get_window (self));
}

/**
 * proctor_testing_app_drag_onto:
 * @self: the program
 * @role: a role
 * @name: (nullable): an accessible name
 * @onto_role: another thing's role
 * @onto_name: (nullable): its accessible name
 *
 * Drags something onto something else with the pointer.
 */
void
proctor_testing_app_drag_onto (ProctorTestingApp *self,
                               AtspiRole role,
                               const char *name,
                               AtspiRole onto_role,
                               const char *onto_name)
{
  int x, y, to_x, to_y;

  get_middle (self, role, name, &x, &y);
  get_middle (self, onto_role, onto_name, &to_x, &to_y);
  drag (self, x, y, to_x, to_y);
}

/**
 * proctor_testing_app_drag:
 * @self: the program
 * @role: a role
 * @name: (nullable): an accessible name
 * @by_x: how far
 * @by_y: how far
 *
 * Drags something with the pointer.
 */
void
proctor_testing_app_drag (ProctorTestingApp *self,
                          AtspiRole role,
                          const char *name,
                          int by_x,
                          int by_y)
{
  int x, y;

  get_middle (self, role, name, &x, &y);
  drag (self, x, y, x + by_x, y + by_y);
}

/* Only buttons have an action, and GTK 4.18 leaks a little whenever something else is asked for its own. */
static gboolean
do_click (AtspiAccessible *accessible,
          AtspiRole role)
{
  gboolean is_button = role == ATSPI_ROLE_BUTTON || role == ATSPI_ROLE_TOGGLE_BUTTON;
  g_autoptr (AtspiAction) action = is_button ? atspi_accessible_get_action_iface (accessible) : NULL;
  g_autofree char *first = NULL;

  if (action == NULL || atspi_action_get_n_actions (action, NULL) <= 0)
    return FALSE;

  first = atspi_action_get_action_name (action, 0, NULL);

  return g_strcmp0 (first, "click") == 0 && atspi_action_do_action (action, 0, NULL);
}

/**
 * proctor_testing_app_click:
 * @self: the program
 * @role: a role
 * @name: (nullable): an accessible name
 *
 * Activates something by its accessible action, or with the pointer where it has none.
 */
void
proctor_testing_app_click (ProctorTestingApp *self,
                           AtspiRole role,
                           const char *name)
{
  g_autoptr (AtspiAccessible) accessible = proctor_testing_app_find (self, role, name);

  if (!do_click (accessible, role))
    proctor_testing_app_point (self, role, name);
}

/**
 * proctor_testing_app_click_if_there:
 * @self: the program
 * @role: the role of a button
 * @name: its accessible name
 *
 * Presses a button that may or may not be on the screen, and may go away meanwhile.
 */
void
proctor_testing_app_click_if_there (ProctorTestingApp *self,
                                    AtspiRole role,
                                    const char *name)
{
  g_autoptr (AtspiAccessible) accessible = proctor_testing_app_look_for (self, role, name);

  if (accessible != NULL)
    do_click (accessible, role);
}

/**
 * proctor_testing_app_enter:
 * @self: the program
 * @role: a role
 * @name: (nullable): an accessible name
 * @text: what is to stand there
 *
 * Replaces the text of an entry or a text view.
 */
void
proctor_testing_app_enter (ProctorTestingApp *self,
                           AtspiRole role,
                           const char *name,
                           const char *text)
{
  g_autoptr (AtspiAccessible) accessible = proctor_testing_app_find (self, role, name);
  g_autoptr (AtspiEditableText) editable = atspi_accessible_get_editable_text_iface (accessible);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (editable);
  atspi_editable_text_set_text_contents (editable, text, &error);
  g_assert_no_error (error);
}

void
proctor_testing_app_press (ProctorTestingApp *self,
                           const char *keys)
{
  guint n_strokes = 1;

  for (const char *p = keys; *p != '\0'; p++)
    n_strokes += *p == ' ' ? 1 : 0;
  proctor_testing_screen_press (self->screen, keys);
  settle (self, n_strokes);
}

/* Keys that have another name than the letter on them. */
static const char *
get_key_name (gunichar letter)
{
  switch (letter)
    {
    case ' ':
      return "space";
    case '-':
      return "minus";
    case '.':
      return "period";
    case '/':
      return "slash";
    case '_':
      return "underscore";
    default:
      return NULL;
    }
}

/**
 * proctor_testing_app_type:
 * @self: the program
 * @text: letters, digits and a few other characters
 *
 * Types @text, key by key. What has the focus gets it.
 */
void
proctor_testing_app_type (ProctorTestingApp *self,
                          const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    {
      const char letter[] = { *p, '\0' };
      const char *name = get_key_name ((guchar) *p);

      proctor_testing_screen_press (self->screen, name != NULL ? name : letter);
    }
  settle (self, (guint) strlen (text));
}
