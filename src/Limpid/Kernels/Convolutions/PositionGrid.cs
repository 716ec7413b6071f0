namespace Limpid.Kernels;

/// <summary>Places of a picture that lies in a plane with longer lines: place (i, j) at i·Pitch + j.</summary>
internal readonly record struct PositionGrid(int Pitch, int Width, int Height)
{
    /// <summary>How many places.</summary>
    public int Count => Width * Height;

    /// <summary>From the first place to behind the last.</summary>
    public int Reach => (Height - 1) * Pitch + Width;

    /// <summary>The places alone, line after line.</summary>
    public void Gather(ReadOnlySpan<float> plane, Span<float> picture) =>
        StridedCopy.Copy(plane, Pitch, picture, Width, Width, Height);
}
