using Limpid.Drawing;

namespace Limpid.Imaging;

/// <summary>A note on a part of a picture.</summary>
/// <param name="Box">The part, in the picture's pixels.</param>
/// <param name="Text">What stands above it, large: digits and a question mark can be drawn.</param>
/// <param name="Detail">What stands beside that, small: digits and a percent sign can be drawn.</param>
/// <param name="Tone">Its colour.</param>
public sealed record PictureNote(PixelBox Box, string Text, string Detail, NoteTone Tone);

/// <summary>The colour of a note; blue and orange are told apart by colour-blind eyes too (Okabe and Ito
/// 2008).</summary>
public enum NoteTone
{
    /// <summary>Blue.</summary>
    Sure,

    /// <summary>Orange.</summary>
    Unsure,
}
