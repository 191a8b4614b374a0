/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-testing-screen.h"

#include <X11/Xatom.h>
#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/XTest.h>
#include <X11/extensions/Xcomposite.h>
#include <cairo.h>
#include <stdio.h>
#include <unistd.h>

/* So long a finger presses a button. */
#define PRESS_USECS 50000

/**
 * ProctorTestingScreen:
 *
 * The hands and eyes of a test: what a person does with keyboard and pointer, and sees, on the X
 * server of the test's session. There is no window manager, so it gives windows the focus and
 * their size itself. When asked to compose it also plays the part of a compositor, and windows
 * then have their rounded corners and shadows, in pictures too.
 */
struct _ProctorTestingScreen
{
  GObject parent_instance;

  /* Owned */
  Display *display;

  /* Borrowed from the display */
  Window root;

  long question; /* the last one that a window was asked */
  gboolean composed;
};

G_DEFINE_FINAL_TYPE (ProctorTestingScreen, proctor_testing_screen, G_TYPE_OBJECT)

/* Windows come and go while one looks; asking for one that has gone is no reason to end. */
static int
ignore_error_cb (Display *display,
                 XErrorEvent *event)
{
  return 0;
}

static gulong
get_cardinal (ProctorTestingScreen *self,
              Window window,
              const char *name)
{
  unsigned char *data = NULL;
  unsigned long n_items = 0, bytes_after;
  Atom type;
  int format;
  gulong value = 0;

  if (XGetWindowProperty (self->display, window, XInternAtom (self->display, name, False), 0, 1, False, XA_CARDINAL, &type, &format, &n_items, &bytes_after, &data) == Success && n_items == 1)
    value = *(gulong *) data;
  if (data != NULL)
    XFree (data);

  return value;
}

/* A window of the program that a person would call one: no menu, no tooltip. */
static gboolean
is_toplevel (ProctorTestingScreen *self,
             Window window,
             int pid)
{
  XWindowAttributes attributes;

  if (!XGetWindowAttributes (self->display, window, &attributes))
    return FALSE;

  if (attributes.map_state != IsViewable || attributes.override_redirect)
    return FALSE;

  return pid == 0 || get_cardinal (self, window, "_NET_WM_PID") == (gulong) pid;
}

static gulong
scan_windows (ProctorTestingScreen *self,
              int pid,
              gulong other_than,
              guint *count)
{
  Window root, parent, *children = NULL;
  guint n_children = 0;
  gulong found = 0;

  *count = 0;
  XQueryTree (self->display, self->root, &root, &parent, &children, &n_children);
  for (guint i = 0; i < n_children; i++)
    {
      if (!is_toplevel (self, children[i], pid))
        continue;

      (*count)++;
      if (children[i] != other_than)
        found = children[i];
    }
  if (children != NULL)
    XFree (children);

  return found;
}

static void
proctor_testing_screen_finalize (GObject *object)
{
  ProctorTestingScreen *self = PROCTOR_TESTING_SCREEN (object);

  XCloseDisplay (self->display);

  G_OBJECT_CLASS (proctor_testing_screen_parent_class)->finalize (object);
}

static void
proctor_testing_screen_class_init (ProctorTestingScreenClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = proctor_testing_screen_finalize;
}

static void
proctor_testing_screen_init (ProctorTestingScreen *self)
{
  XSetErrorHandler (ignore_error_cb);
  self->display = XOpenDisplay (NULL);
  if (self->display == NULL)
    g_error ("There is no X server for this test; ./dev test starts one");
  self->root = DefaultRootWindow (self->display);
  /* Windows answer questions there. */
  XSelectInput (self->display, self->root, SubstructureNotifyMask);
}

ProctorTestingScreen *
proctor_testing_screen_new (void)
{
  return g_object_new (PROCTOR_TYPE_TESTING_SCREEN, NULL);
}

/**
 * proctor_testing_screen_compose:
 * @self: a screen
 *
 * Lets windows have an alpha channel and draw their own shadows. Call it before the program is
 * started; it lasts as long as the screen does.
 */
void
proctor_testing_screen_compose (ProctorTestingScreen *self)
{
  Window window = XCreateSimpleWindow (self->display, self->root, -10, -10, 1, 1, 0, 0, 0);
  Atom check = XInternAtom (self->display, "_NET_SUPPORTING_WM_CHECK", False);
  Atom supported[] = { check, XInternAtom (self->display, "_GTK_FRAME_EXTENTS", False) };

  XCompositeRedirectSubwindows (self->display, self->root, CompositeRedirectAutomatic);
  XSetSelectionOwner (self->display, XInternAtom (self->display, "_NET_WM_CM_S0", False), window, CurrentTime);
  XChangeProperty (self->display, window, check, XA_WINDOW, 32, PropModeReplace, (unsigned char *) &window, 1);
  XChangeProperty (self->display, self->root, check, XA_WINDOW, 32, PropModeReplace, (unsigned char *) &window, 1);
  XChangeProperty (self->display, self->root, XInternAtom (self->display, "_NET_SUPPORTED", False), XA_ATOM, 32, PropModeReplace, (unsigned char *) supported, G_N_ELEMENTS (supported));
  XSync (self->display, False);
  self->composed = TRUE;
}

/**
 * proctor_testing_screen_set_text_scale:
 * @self: a screen
 * @scale: 1 for text as it is, 2 for twice as large
 *
 * Programs that are started from now on draw larger text.
 */
void
proctor_testing_screen_set_text_scale (ProctorTestingScreen *self,
                                       double scale)
{
  g_autofree char *resources = g_strdup_printf ("Xft.dpi:\t%d\n", (int) (scale * 96));

  XChangeProperty (self->display, self->root, XA_RESOURCE_MANAGER, XA_STRING, 8, PropModeReplace, (unsigned char *) resources, (int) strlen (resources));
  XSync (self->display, False);
}

/**
 * proctor_testing_screen_find_window:
 * @self: a screen
 * @pid: a program, or 0 for whichever there is
 * @other_than: a window that is not meant, or 0
 *
 * Returns: the uppermost window of the program, 0 if it has none on the screen
 */
gulong
proctor_testing_screen_find_window (ProctorTestingScreen *self,
                                    int pid,
                                    gulong other_than)
{
  guint count;

  return scan_windows (self, pid, other_than, &count);
}

guint
proctor_testing_screen_count_windows (ProctorTestingScreen *self,
                                      int pid)
{
  guint count;

  scan_windows (self, pid, 0, &count);

  return count;
}

void
proctor_testing_screen_focus (ProctorTestingScreen *self,
                              gulong window)
{
  XRaiseWindow (self->display, window);
  XSetInputFocus (self->display, window, RevertToPointerRoot, CurrentTime);
  XSync (self->display, False);
}

/**
 * proctor_testing_screen_look_away:
 * @self: a screen
 *
 * Takes the focus from whatever has it, as if somebody went to another program.
 */
void
proctor_testing_screen_look_away (ProctorTestingScreen *self)
{
  XSetInputFocus (self->display, None, RevertToNone, CurrentTime);
  XSync (self->display, False);
}

/**
 * proctor_testing_screen_ask:
 * @self: a screen
 * @window: a window
 *
 * Asks a window whether it is alive, as window managers do.
 */
void
proctor_testing_screen_ask (ProctorTestingScreen *self,
                            gulong window)
{
  XClientMessageEvent message = {
    .type = ClientMessage,
    .window = window,
    .message_type = XInternAtom (self->display, "WM_PROTOCOLS", False),
    .format = 32,
  };

  message.data.l[0] = (long) XInternAtom (self->display, "_NET_WM_PING", False);
  message.data.l[1] = ++self->question;
  message.data.l[2] = (long) window;
  XSync (self->display, False);
  XSendEvent (self->display, window, False, NoEventMask, (XEvent *) &message);
  XSync (self->display, False);
}

/**
 * proctor_testing_screen_has_answer:
 * @self: a screen
 * @window: the window that was asked
 *
 * Returns: whether it has answered, and so has got all that was done before it was asked; or has gone
 */
gboolean
proctor_testing_screen_has_answer (ProctorTestingScreen *self,
                                   gulong window)
{
  XWindowAttributes attributes;

  while (XPending (self->display) > 0)
    {
      XEvent event;

      XNextEvent (self->display, &event);
      if (event.type == ClientMessage && event.xclient.data.l[1] == self->question && event.xclient.data.l[2] == (long) window)
        return TRUE;
    }

  return !XGetWindowAttributes (self->display, window, &attributes);
}

/* The shadow around a window that draws its own: left, right, top, bottom. */
static void
get_extents (ProctorTestingScreen *self,
             gulong window,
             long extents[4])
{
  unsigned char *data = NULL;
  unsigned long n_items = 0, bytes_after;
  Atom type;
  int format;

  extents[0] = extents[1] = extents[2] = extents[3] = 0;
  if (XGetWindowProperty (self->display, window, XInternAtom (self->display, "_GTK_FRAME_EXTENTS", False), 0, 4, False, XA_CARDINAL, &type, &format, &n_items, &bytes_after, &data) == Success && n_items == 4)
    memcpy (extents, data, 4 * sizeof (long));
  if (data != NULL)
    XFree (data);
}

/**
 * proctor_testing_screen_get_shadow:
 * @self: a screen
 * @window: a window
 * @left: (out): how wide its shadow is on the left
 * @top: (out): how high it is at the top
 *
 * Tells how far what is in a window is from its corner.
 */
void
proctor_testing_screen_get_shadow (ProctorTestingScreen *self,
                                   gulong window,
                                   int *left,
                                   int *top)
{
  long extents[4];

  get_extents (self, window, extents);
  *left = (int) extents[0];
  *top = (int) extents[2];
}

/**
 * proctor_testing_screen_resize:
 * @self: a screen
 * @window: a window
 * @width: its width without its shadow
 * @height: its height without its shadow
 *
 * Asks for a size, as a person does who drags the window's corner.
 */
void
proctor_testing_screen_resize (ProctorTestingScreen *self,
                               gulong window,
                               int width,
                               int height)
{
  long extents[4];

  get_extents (self, window, extents);
  XResizeWindow (self->display, window, (unsigned) (width + extents[0] + extents[1]), (unsigned) (height + extents[2] + extents[3]));
  XSync (self->display, False);
}

void
proctor_testing_screen_get_size (ProctorTestingScreen *self,
                                 gulong window,
                                 int *width,
                                 int *height)
{
  XWindowAttributes attributes = { 0 };
  long extents[4];

  get_extents (self, window, extents);
  XGetWindowAttributes (self->display, window, &attributes);
  *width = attributes.width - (int) (extents[0] + extents[1]);
  *height = attributes.height - (int) (extents[2] + extents[3]);
}

static const struct
{
  const char *name;
  KeySym symbol;
} modifiers[] = { { "<Control>", XK_Control_L }, { "<Shift>", XK_Shift_L }, { "<Alt>", XK_Alt_L } };

static void
send_key (ProctorTestingScreen *self,
          KeySym symbol,
          gboolean down)
{
  KeyCode code = XKeysymToKeycode (self->display, symbol);

  if (code == 0)
    g_error ("The keyboard has no key 0x%lx", symbol);
  XTestFakeKeyEvent (self->display, code, down, CurrentTime);
}

/* Presses those that @keys begins with, or lets go of them. */
static void
hold_modifiers (ProctorTestingScreen *self,
                const char *keys,
                gboolean down)
{
  for (gsize i = 0; i < G_N_ELEMENTS (modifiers); i++)
    if (strstr (keys, modifiers[i].name) != NULL)
      send_key (self, modifiers[i].symbol, down);
}

/* Whether a symbol needs Shift on the keyboard that the X server has. */
static gboolean
needs_shift (ProctorTestingScreen *self,
             KeySym symbol)
{
  KeyCode code = XKeysymToKeycode (self->display, symbol);
  int n_symbols = 0;
  KeySym *map = XGetKeyboardMapping (self->display, code, 1, &n_symbols);
  gboolean shift = n_symbols > 1 && map[0] != symbol && map[1] == symbol;

  XFree (map);

  return shift;
}

/**
 * proctor_testing_screen_press:
 * @self: a screen
 * @keys: keys as accelerators are written, `<Control><Shift>n`, several with spaces between
 *
 * Presses and lets go. What has the focus gets them.
 */
void
proctor_testing_screen_press (ProctorTestingScreen *self,
                              const char *keys)
{
  g_auto (GStrv) strokes = g_strsplit (keys, " ", -1);

  for (char **stroke = strokes; *stroke != NULL; stroke++)
    {
      const char *name = strrchr (*stroke, '>') != NULL ? strrchr (*stroke, '>') + 1 : *stroke;
      KeySym symbol = XStringToKeysym (name);
      gboolean shift;

      if (symbol == NoSymbol)
        g_error ("There is no key “%s”", name);

      shift = needs_shift (self, symbol) && strstr (*stroke, "<Shift>") == NULL;
      hold_modifiers (self, *stroke, True);
      if (shift)
        send_key (self, XK_Shift_L, True);

      send_key (self, symbol, True);
      send_key (self, symbol, False);

      if (shift)
        send_key (self, XK_Shift_L, False);
      hold_modifiers (self, *stroke, False);
    }

  XSync (self->display, False);
}

/**
 * proctor_testing_screen_move_pointer:
 * @self: a screen
 * @window: a window
 * @x: where in the window
 * @y: where in the window
 *
 * Moves the pointer there.
 */
void
proctor_testing_screen_move_pointer (ProctorTestingScreen *self,
                                     gulong window,
                                     int x,
                                     int y)
{
  Window child;
  int root_x, root_y;

  XTranslateCoordinates (self->display, window, self->root, x, y, &root_x, &root_y, &child);
  XTestFakeMotionEvent (self->display, -1, root_x, root_y, CurrentTime);
  XSync (self->display, False);
}

/**
 * proctor_testing_screen_click:
 * @self: a screen
 * @window: a window
 * @x: where in the window
 * @y: where in the window
 * @button: which of the pointer's buttons, 1 for the first
 * @keys: what is held down meanwhile, as accelerators are written, or ""
 *
 * Moves the pointer there, clicks and moves it away.
 */
void
proctor_testing_screen_click (ProctorTestingScreen *self,
                              gulong window,
                              int x,
                              int y,
                              guint button,
                              const char *keys)
{
  proctor_testing_screen_move_pointer (self, window, x, y);
  hold_modifiers (self, keys, True);
  XTestFakeButtonEvent (self->display, button, True, CurrentTime);
  XSync (self->display, False);
  g_usleep (PRESS_USECS);
  XTestFakeButtonEvent (self->display, button, False, CurrentTime);
  hold_modifiers (self, keys, False);
  proctor_testing_screen_leave (self, window);
}

/**
 * proctor_testing_screen_hold:
 * @self: a screen
 * @window: a window
 * @x: where in the window
 * @y: where in the window
 *
 * Moves the pointer there and presses the button, which is not let go of.
 */
void
proctor_testing_screen_hold (ProctorTestingScreen *self,
                             gulong window,
                             int x,
                             int y)
{
  proctor_testing_screen_move_pointer (self, window, x, y);
  XTestFakeButtonEvent (self->display, 1, True, CurrentTime);
  XSync (self->display, False);
}

/**
 * proctor_testing_screen_let_go:
 * @self: a screen
 *
 * Lets go of the button where the pointer is.
 */
void
proctor_testing_screen_let_go (ProctorTestingScreen *self)
{
  XTestFakeButtonEvent (self->display, 1, False, CurrentTime);
  XSync (self->display, False);
}

/**
 * proctor_testing_screen_leave:
 * @self: a screen
 * @window: a window
 *
 * Moves the pointer to the corner. What it rests on has a tooltip, which lies over what is below, and
 * whatever is done next there would be done to the tooltip. A hand moves on before that; here it jumps.
 */
void
proctor_testing_screen_leave (ProctorTestingScreen *self,
                              gulong window)
{
  proctor_testing_screen_move_pointer (self, window, 0, 0);
}

/* Copies an image of the X server's into one of cairo's, which has the same layout of pixels. */
static cairo_surface_t *
surface_from_image (const XImage *image)
{
  cairo_format_t format = image->depth == 32 ? CAIRO_FORMAT_ARGB32 : CAIRO_FORMAT_RGB24;
  cairo_surface_t *surface = cairo_image_surface_create (format, image->width, image->height);
  unsigned char *pixels = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);

  g_assert_cmpint (image->bits_per_pixel, ==, 32);
  cairo_surface_flush (surface);
  for (int y = 0; y < image->height; y++)
    memcpy (pixels + y * stride, image->data + y * image->bytes_per_line, (gsize) image->width * 4);
  cairo_surface_mark_dirty (surface);

  return surface;
}

/**
 * proctor_testing_screen_save:
 * @self: a screen
 * @window: a window, or 0 for all of the screen
 * @path: where to write a PNG
 *
 * Takes a picture.
 */
void
proctor_testing_screen_save (ProctorTestingScreen *self,
                             gulong window,
                             const char *path)
{
  Window drawable = window != 0 ? window : self->root;
  Pixmap pixmap = 0;
  XWindowAttributes attributes;
  cairo_surface_t *surface;
  XImage *image;

  if (!XGetWindowAttributes (self->display, drawable, &attributes))
    {
      g_printerr ("The window of which a picture is wanted has gone.\n");
      return;
    }

  if (self->composed && window != 0)
    pixmap = XCompositeNameWindowPixmap (self->display, window);
  image = XGetImage (self->display, pixmap != 0 ? pixmap : drawable, 0, 0, (unsigned) attributes.width, (unsigned) attributes.height, AllPlanes, ZPixmap);
  if (image == NULL)
    {
      g_printerr ("The X server gives no picture of window 0x%lx.\n", drawable);
      return;
    }

  surface = surface_from_image (image);
  if (cairo_surface_write_to_png (surface, path) != CAIRO_STATUS_SUCCESS)
    g_printerr ("The picture %s can't be written.\n", path);

  cairo_surface_destroy (surface);
  XDestroyImage (image);
  if (pixmap != 0)
    XFreePixmap (self->display, pixmap);
}
