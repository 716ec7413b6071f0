using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Limpid.Kernels;

/// <summary>How a window's numbers become one, and how its derivative goes back to them. A window is read line after
/// line.</summary>
internal interface IPooling
{
    /// <summary>The first numbers and the next one.</summary>
    L Fold<L>(L first, L x)
        where L : struct, ILanes<L>;

    /// <summary>From all numbers folded to y.</summary>
    L Finish<L>(L all)
        where L : struct, ILanes<L>;

    /// <summary>The next number's part of ∂L/∂y; left is what the numbers before it have left over of it.</summary>
    L Share<L>(L x, L y, ref L left)
        where L : struct, ILanes<L>;
}

/// <summary>Pooling of all windows of all channels of all samples: p numbers the planes (sample and channel).</summary>
internal static class Pooling
{
    /// <summary>y[p,i,j] = f over the numbers x[p,h,w] of window (i, j).</summary>
    public static void Forward<F>(F f, Windows windows, ReadOnlySpan<float> x, Span<float> y)
        where F : struct, IPooling
    {
        if (windows.Halve)
            SimdDispatch.Within(windows.Output.Width, new Halving<F>(f, windows, x, y, [], []));
        else
            new Sliding<F>(f, windows, x, y, [], []).Run();
    }

    /// <summary>dx[p,h,w] = Σ over the windows (i, j) that hold (h, w) of its share of dy[p,i,j], windows line after
    /// line.</summary>
    public static void Backward<F>(
        F f,
        Windows windows,
        ReadOnlySpan<float> x,
        ReadOnlySpan<float> y,
        ReadOnlySpan<float> dy,
        Span<float> dx
    )
        where F : struct, IPooling
    {
        if (!windows.Partition)
            dx.Clear();
        Span<float> unchanged = MemoryMarshal.CreateSpan(ref MemoryMarshal.GetReference(y), y.Length);
        if (windows.Halve)
            SimdDispatch.Within(windows.Output.Width, new Halving<F>(f, windows, x, unchanged, dy, dx));
        else
            new Sliding<F>(f, windows, x, unchanged, dy, dx).Run();
    }

    /// <summary>2×2 windows side by side, several a time: a line's even and odd columns are parted, and put together
    /// again.</summary>
    private readonly ref struct Halving<F>(
        F f,
        Windows windows,
        ReadOnlySpan<float> x,
        Span<float> y,
        ReadOnlySpan<float> dy,
        Span<float> dx
    ) : IKernel
        where F : struct, IPooling
    {
        private readonly ref float _x = ref MemoryMarshal.GetReference(x),
            _y = ref MemoryMarshal.GetReference(y);
        private readonly ref float _dy = ref MemoryMarshal.GetReference(dy),
            _dx = ref MemoryMarshal.GetReference(dx);
        private readonly int _height = windows.Input.Height,
            _width = windows.Input.Width,
            _lines = windows.Output.Height,
            _columns = windows.Output.Width;
        private readonly int _planes = y.Length / (windows.Output.Height * windows.Output.Width);
        private readonly bool _back = !dx.IsEmpty;

        [MethodImpl(MethodImplOptions.NoInlining)]
        public void Run<L>()
            where L : struct, ILanes<L>
        {
            for (int plane = 0; plane < _planes; plane++)
            for (int line = 0; line < _lines; line++)
                Line<L>((plane * _height + 2 * line) * _width, (plane * _lines + line) * _columns);
        }

        /// <summary>The last vector may overlap the one before it: what is written twice is the same. One call alone,
        /// or the compiler puts no second body in here.</summary>
        private void Line<L>(int x, int y)
            where L : struct, ILanes<L>
        {
            for (int column = 0, last = _columns - L.Count; ; column = Math.Min(column + L.Count, last))
            {
                At<L>(x + 2 * column, y + column);
                if (column == last)
                    return;
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private void At<L>(int x, int y)
            where L : struct, ILanes<L>
        {
            ref float above = ref Kernels.Ref.Add(ref _x, x),
                below = ref Kernels.Ref.Add(ref above, _width),
                pooled = ref Kernels.Ref.Add(ref _y, y);
            L a = L.Load(ref above),
                b = L.Load(ref Kernels.Ref.Add(ref above, L.Count)),
                c = L.Load(ref below),
                d = L.Load(ref Kernels.Ref.Add(ref below, L.Count));
            (L p, L q, L r, L s) = (L.Even(a, b), L.Odd(a, b), L.Even(c, d), L.Odd(c, d));
            if (!_back)
            {
                f.Finish(f.Fold(f.Fold(f.Fold(p, q), r), s)).Store(ref pooled);
                return;
            }
            L all = L.Load(ref pooled),
                left = L.Load(ref Kernels.Ref.Add(ref _dy, y));
            (a, b) = L.Zip(f.Share(p, all, ref left), f.Share(q, all, ref left));
            (c, d) = L.Zip(f.Share(r, all, ref left), f.Share(s, all, ref left));
            above = ref Kernels.Ref.Add(ref _dx, x);
            below = ref Kernels.Ref.Add(ref above, _width);
            a.Store(ref above);
            b.Store(ref Kernels.Ref.Add(ref above, L.Count));
            c.Store(ref below);
            d.Store(ref Kernels.Ref.Add(ref below, L.Count));
        }
    }

    /// <summary>Windows of any size, one after another; they may overlap and reach beyond the picture.</summary>
    private readonly ref struct Sliding<F>(
        F f,
        Windows windows,
        ReadOnlySpan<float> x,
        Span<float> y,
        ReadOnlySpan<float> dy,
        Span<float> dx
    )
        where F : struct, IPooling
    {
        private readonly ref float _x = ref MemoryMarshal.GetReference(x),
            _y = ref MemoryMarshal.GetReference(y);
        private readonly ref float _dy = ref MemoryMarshal.GetReference(dy),
            _dx = ref MemoryMarshal.GetReference(dx);
        private readonly int _count = y.Length,
            _width = windows.Input.Width;
        private readonly bool _back = !dx.IsEmpty;

        public void Run()
        {
            (int height, int lines, int columns) = (windows.Input.Height, windows.Output.Height, windows.Output.Width);
            for (int o = 0, plane = 0; o < _count; plane += height * _width)
            for (int i = 0; i < lines; i++)
            {
                (int top, int bottom) = windows.Inside(i, height);
                for (int j = 0; j < columns; j++, o++)
                {
                    (int left, int right) = windows.Inside(j, _width);
                    int at = plane + top * _width + left;
                    if (_back)
                        Spread(o, at, bottom - top, right - left);
                    else
                        Pool(o, at, bottom - top, right - left);
                }
            }
        }

        private void Pool(int o, int at, int lines, int columns)
        {
            Lane all = Lane.Load(ref Ref.Add(ref _x, at));
            for (int h = 0, w = 1; h < lines; h++, w = 0)
            for (ref float line = ref Ref.Add(ref _x, at + h * _width); w < columns; w++)
                all = f.Fold(all, Lane.Load(ref Ref.Add(ref line, w)));
            f.Finish(all).Store(ref Ref.Add(ref _y, o));
        }

        private void Spread(int o, int at, int lines, int columns)
        {
            Lane y = Lane.Load(ref Ref.Add(ref _y, o)),
                left = Lane.Load(ref Ref.Add(ref _dy, o));
            for (int h = 0; h < lines; h++)
            for (int w = 0, place = at + h * _width; w < columns; w++, place++)
            {
                Lane share = f.Share(Lane.Load(ref Ref.Add(ref _x, place)), y, ref left);
                (Lane.Load(ref Ref.Add(ref _dx, place)) + share).Store(ref Ref.Add(ref _dx, place));
            }
        }
    }
}
