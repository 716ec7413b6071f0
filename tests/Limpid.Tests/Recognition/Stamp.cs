namespace Limpid.Tests.Recognition;

/// <summary>A glyph on the page before it is turned.</summary>
internal sealed record Stamp(Glyph Glyph, double Left, double Top, double Scale)
{
    public double Width => Glyph.Picture.Width * Scale;

    public double Height => Glyph.Picture.Height * Scale;

    /// <summary>How much ink is at a place: 0 to 1, between pixels by their shares, edges made as sharp as a
    /// pen's.</summary>
    public double Ink(double x, double y)
    {
        double column = (x - Left) / Scale - 0.5,
            row = (y - Top) / Scale - 0.5;
        int left = (int)Math.Floor(column),
            top = (int)Math.Floor(row);
        double across = column - left,
            down = row - top;
        double ink =
            (At(left, top) * (1 - across) + At(left + 1, top) * across) * (1 - down)
            + (At(left, top + 1) * (1 - across) + At(left + 1, top + 1) * across) * down;
        return Math.Clamp((ink / 255 - 0.5) * Math.Max(1, Scale) + 0.5, 0, 1);
    }

    /// <summary>Moved left until its ink just touches another's, or as far as people write one digit into another's
    /// box; then by an overlap in heights.</summary>
    public Stamp MovedTo(Stamp other, double overlap)
    {
        double least = double.MaxValue;
        for (double y = Math.Max(Top, other.Top); y < Math.Min(Top + Height, other.Top + other.Height); y++)
        {
            double own = Left,
                theirs = other.Left + other.Width;
            while (own < Left + Width && Ink(own, y) < 0.5)
                own++;
            while (theirs > other.Left && other.Ink(theirs, y) < 0.5)
                theirs--;
            if (own < Left + Width && theirs > other.Left)
                least = Math.Min(least, own - theirs);
        }
        double nearest = other.Left + other.Width - 0.12 * other.Height;
        return this with
        {
            Left = least == double.MaxValue ? nearest : Math.Max(nearest, Left - least - 1 - overlap * other.Height),
        };
    }

    private double At(int x, int y) =>
        x < 0 || y < 0 || x >= Glyph.Picture.Width || y >= Glyph.Picture.Height ? 0 : Glyph.Picture.Row(y)[x];
}
