using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Limpid.Kernels;

/// <summary>Where the pixel (row r, column c) comes from: x = XX·c + XY·r + X0 and y = YX·c + YY·r + Y0, in columns and rows.</summary>
internal readonly record struct AffineMap(float XX, float XY, float X0, float YX, float YY, float Y0);

/// <summary>Pictures fetched from between their pixels.</summary>
internal static class Resampling
{
    private const int Before = 1, After = 2;             // zeros around a plane, so that no pixel within it or beside it asks whether it is there

    /// <summary>How many floats a padded plane has.</summary>
    public static int PaddedCount(int rows, int columns) => (rows + Before + After) * (columns + Before + After);

    /// <summary>padded[r + 1, c + 1] = x[r, c] · (1/255); the zeros around stay.</summary>
    public static void Pad(ReadOnlySpan<byte> x, int rows, int columns, Span<float> padded)
    {
        int pitch = columns + Before + After;
        for (int row = 0; row < rows; row++) Bytes.ToUnit(x.Slice(row * columns, columns), padded.Slice((row + Before) * pitch + Before, columns));
    }

    /// <summary>y[r, c] = x(sy, sx) with (sx, sy) = map(r, c): the four pixels around, each by its nearness; beyond the plane lie zeros.</summary>
    public static void Bilinear(ReadOnlySpan<float> padded, int rows, int columns, in AffineMap map, Span<float> y)
    {
        CheckLengths(padded, rows, columns, y);
        ref float from = ref MemoryMarshal.GetReference(padded), to = ref MemoryMarshal.GetReference(y);
        for (int r = 0; r < rows; r++)
        {
            float x0 = map.XY * r + map.X0, y0 = map.YY * r + map.Y0;
            for (int c = 0; c < columns; c++, to = ref At.Of(ref to, 1))
                to = Fetch(ref from, rows, columns, MathF.FusedMultiplyAdd(map.XX, c, x0), MathF.FusedMultiplyAdd(map.YX, c, y0));
        }
    }

    /// <summary>The same with (sx, sy) = map(r, c) + (dx[r, c], dy[r, c]).</summary>
    /// <param name="padded">The plane between its zeros.</param>
    /// <param name="rows">Of the plane.</param>
    /// <param name="columns">Of the plane.</param>
    /// <param name="map">The affine part.</param>
    /// <param name="dx">rows × pitch.</param>
    /// <param name="dy">rows × pitch.</param>
    /// <param name="pitch">From a row of dx and dy to the next.</param>
    /// <param name="y">rows × columns.</param>
    public static void Bilinear(ReadOnlySpan<float> padded, int rows, int columns, in AffineMap map, ReadOnlySpan<float> dx, ReadOnlySpan<float> dy, int pitch, Span<float> y)
    {
        CheckLengths(padded, rows, columns, y);
        ref float from = ref MemoryMarshal.GetReference(padded), to = ref MemoryMarshal.GetReference(y);
        for (int r = 0; r < rows; r++)
        {
            float x0 = map.XY * r + map.X0, y0 = map.YY * r + map.Y0;
            ref float mx = ref MemoryMarshal.GetReference(dx.Slice(r * pitch, columns)), my = ref MemoryMarshal.GetReference(dy.Slice(r * pitch, columns));
            for (int c = 0; c < columns; c++, to = ref At.Of(ref to, 1))
                to = Fetch(ref from, rows, columns, MathF.FusedMultiplyAdd(map.XX, c, x0) + At.Of(ref mx, c), MathF.FusedMultiplyAdd(map.YX, c, y0) + At.Of(ref my, c));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Fetch(ref float padded, int rows, int columns, float x, float y)
    {
        x = float.MinNative(float.MaxNative(x + Before, 0), columns + Before);       // whatever lies further out is paper too
        y = float.MinNative(float.MaxNative(y + Before, 0), rows + Before);
        int column = (int)x, row = (int)y, pitch = columns + Before + After;
        float right = x - column, down = y - row;
        ref float at = ref At.Of(ref padded, row * pitch + column);
        float top = Lerp(at, At.Of(ref at, 1), right), bottom = Lerp(At.Of(ref at, pitch), At.Of(ref at, pitch + 1), right);
        return Lerp(top, bottom, down);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Lerp(float a, float b, float share) => MathF.FusedMultiplyAdd(share, b - a, a);

    private static void CheckLengths(ReadOnlySpan<float> padded, int rows, int columns, Span<float> y)
    {
        if (rows < 1 || columns < 1 || padded.Length != PaddedCount(rows, columns) || y.Length != rows * columns)
            throw LimpidException.Mismatch($"Resampling: expected a padded plane of {PaddedCount(rows, columns)} and a picture of {rows} × {columns}, but got {padded.Length} and {y.Length} floats.");
    }
}
