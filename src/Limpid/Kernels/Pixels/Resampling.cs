using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Limpid.Kernels;

/// <summary>Where the pixel (row r, column c) comes from: x = XX·c + XY·r + X0 and y = YX·c + YY·r + Y0, in columns and
/// rows.</summary>
internal readonly record struct AffineMap(float XX, float XY, float X0, float YX, float YY, float Y0);

/// <summary>Pictures fetched from between their pixels: first all places, lane by lane, then the pixels around
/// them.</summary>
internal static class Resampling
{
    private const int Before = 1,
        After = 2; // zeros around a plane, so that no pixel within it or beside it asks whether it is there
    private const float ToWhole = 1 << 23; // a float so large has no parts: adding it rounds

    /// <summary>How many floats a padded plane has.</summary>
    public static int PaddedCount(int rows, int columns) => (rows + Before + After) * (columns + Before + After);

    /// <summary>How many floats the places of a plane's pixels take: for each the offset of the pixel above and left,
    /// and how far it is right and down of it; then 0, 1, 2, … a column.</summary>
    public static int PlacesCount(int rows, int columns) => 3 * rows * columns + columns;

    /// <summary>padded[r + 1, c + 1] = x[r, c] · (1/255); the zeros around stay.</summary>
    public static void Pad(ReadOnlySpan<byte> x, int rows, int columns, Span<float> padded)
    {
        int pitch = columns + Before + After;
        for (int row = 0; row < rows; row++)
            Bytes.ToUnit(x.Slice(row * columns, columns), padded.Slice((row + Before) * pitch + Before, columns));
    }

    /// <summary>Places of (sx, sy) = map(r, c) + (dx[r, c], dy[r, c]) in the padded plane; whatever lies further out is
    /// on its border, which is paper.</summary>
    /// <param name="map">The affine part.</param>
    /// <param name="dx">rows × columns, or none.</param>
    /// <param name="dy">As many.</param>
    /// <param name="rows">Of the plane.</param>
    /// <param name="columns">Of the plane.</param>
    /// <param name="places"><see cref="PlacesCount"/>, written.</param>
    public static void Locate(
        in AffineMap map,
        ReadOnlySpan<float> dx,
        ReadOnlySpan<float> dy,
        int rows,
        int columns,
        Span<float> places
    )
    {
        if (
            rows < 1
            || columns < 1
            || places.Length != PlacesCount(rows, columns)
            || dx.Length != dy.Length
            || (!dx.IsEmpty && dx.Length != rows * columns)
        )
            throw LimpidException.Mismatch(
                $"Resampling: {rows} × {columns} pixels do not fit {dx.Length} and {dy.Length} displacements "
                    + $"and {places.Length} floats for places."
            );
        Span<float> numbers = places[(3 * rows * columns)..];
        for (int c = 0; c < columns; c++)
            numbers[c] = c;
        SimdDispatch.Sweep(new ResamplePositions(map, dx, dy, rows, columns, places));
    }

    /// <summary>y[r, c] = x(sy, sx): the four pixels around the place, each by its nearness.</summary>
    public static void Bilinear(
        ReadOnlySpan<float> padded,
        int rows,
        int columns,
        ReadOnlySpan<float> places,
        Span<float> y
    )
    {
        if (
            padded.Length != PaddedCount(rows, columns)
            || places.Length != PlacesCount(rows, columns)
            || y.Length != rows * columns
        )
            throw LimpidException.Mismatch(
                $"Resampling: expected a padded plane of {PaddedCount(rows, columns)} and a picture of {rows} "
                    + $"× {columns}, but got {padded.Length} and {y.Length} floats."
            );
        ref float from = ref MemoryMarshal.GetReference(padded),
            at = ref MemoryMarshal.GetReference(places),
            to = ref MemoryMarshal.GetReference(y);
        int count = y.Length,
            pitch = columns + Before + After;
        for (int i = 0; i < count; i++)
        {
            ref float corner = ref Ref.Add(ref from, (int)Ref.Add(ref at, i));
            float right = Ref.Add(ref at, count + i),
                down = Ref.Add(ref at, 2 * count + i);
            float top = Lerp(corner, Ref.Add(ref corner, 1), right),
                bottom = Lerp(Ref.Add(ref corner, pitch), Ref.Add(ref corner, pitch + 1), right);
            Ref.Add(ref to, i) = Lerp(top, bottom, down);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Lerp(float a, float b, float share) => MathF.FusedMultiplyAdd(share, b - a, a);

    private readonly ref struct ResamplePositions : ISweep
    {
        private readonly AffineMap _map;
        private readonly ref float _dx,
            _dy,
            _places;
        private readonly int _rows,
            _columns;
        private readonly bool _isDisplaced;

        public ResamplePositions(
            in AffineMap map,
            ReadOnlySpan<float> dx,
            ReadOnlySpan<float> dy,
            int rows,
            int columns,
            Span<float> places
        )
        {
            (_map, _rows, _columns, _isDisplaced) = (map, rows, columns, !dx.IsEmpty);
            _dx = ref MemoryMarshal.GetReference(dx);
            _dy = ref MemoryMarshal.GetReference(dy);
            _places = ref MemoryMarshal.GetReference(places);
        }

        /// <summary>All rows of as many whole vectors of columns as there are.</summary>
        [MethodImpl(MethodImplOptions.NoInlining)]
        public int From<L>(int column)
            where L : struct, ILanes<L>
        {
            int count = _rows * _columns;
            L xx = L.Broadcast(_map.XX),
                yx = L.Broadcast(_map.YX),
                pitch = L.Broadcast(_columns + Before + After),
                lastX = L.Broadcast(_columns + Before),
                lastY = L.Broadcast(_rows + Before);
            for (; column <= _columns - L.Count; column += L.Count)
            {
                L c = L.Load(ref Ref.Add(ref _places, 3 * count + column));
                for (int r = 0, i = column; r < _rows; r++, i += _columns)
                {
                    L x = L.MultiplyAdd(xx, c, L.Broadcast(_map.XY * r + _map.X0)),
                        y = L.MultiplyAdd(yx, c, L.Broadcast(_map.YY * r + _map.Y0));
                    if (_isDisplaced)
                        (x, y) = (x + L.Load(ref Ref.Add(ref _dx, i)), y + L.Load(ref Ref.Add(ref _dy, i)));
                    x = Within(x, lastX);
                    y = Within(y, lastY);
                    L left = Floor(x),
                        above = Floor(y);
                    L.MultiplyAdd(above, pitch, left).Store(ref Ref.Add(ref _places, i));
                    (x - left).Store(ref Ref.Add(ref _places, count + i));
                    (y - above).Store(ref Ref.Add(ref _places, 2 * count + i));
                }
            }
            return column;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static L Within<L>(L place, L last)
            where L : struct, ILanes<L> => L.Min(L.Max(place + L.Broadcast(Before), L.Broadcast(0)), last);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static L Floor<L>(L place)
            where L : struct, ILanes<L>
        {
            L near = place + L.Broadcast(ToWhole) - L.Broadcast(ToWhole);
            return L.IfGreater(near, place, near - L.Broadcast(1), near);
        }
    }
}
