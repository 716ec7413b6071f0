using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Limpid.Kernels;

/// <summary>A number that the compiler knows: how many sums a tile keeps in registers. Code for the sums beyond it
/// falls away.</summary>
internal interface IConstant
{
    static abstract int Value { get; }
}

/// <summary>A body that keeps up to <see cref="Tiles.Most"/> sums, one beside another, in registers; some keep up to
/// twice as many of one vector.</summary>
internal interface ITile
{
    /// <summary>The sums first … first + N.Value − 1, over V.Value vectors of lanes from a column on.</summary>
    void Tile<L, N, V>(int first, int line, int column)
        where L : struct, ILanes<L>
        where N : IConstant
        where V : IConstant;
}

/// <summary>Cuts a length into tiles of nearly the same size, so that none is done in vain.</summary>
internal static class Tiles
{
    /// <summary>Sums of a tile: as many as hide the latency of a multiply-add, and no more than registers
    /// hold.</summary>
    public const int Most = 8;

    /// <summary>Covers 0 … length − 1 by tiles of at most so many sums.</summary>
    public static void Cover<K, L, V>(scoped ref K kernel, int length, int line, int column, int most = Most)
        where K : ITile, allows ref struct
        where L : struct, ILanes<L>
        where V : IConstant
    {
        for (int first = 0, left = Count(length, most), size; left > 0; left--, first += size)
            Exactly<K, L, V>(ref kernel, size = Size(length - first, left), first, line, column);
    }

    /// <summary>The same, one vector wide, of a body that keeps twice as many sums where there are 32 registers for
    /// them.</summary>
    public static void CoverWide<K, L>(scoped ref K kernel, int length, int line, int column)
        where K : ITile, allows ref struct
        where L : struct, ILanes<L>
    {
        if (!Vector512.IsHardwareAccelerated)
        {
            Cover<K, L, C1>(ref kernel, length, line, column);
            return;
        }
        for (int first = 0, left = Count(length, 2 * Most), size; left > 0; left--, first += size)
            switch (size = Size(length - first, left))
            {
                case 9:
                    kernel.Tile<L, C9, C1>(first, line, column);
                    break;
                case 10:
                    kernel.Tile<L, C10, C1>(first, line, column);
                    break;
                case 11:
                    kernel.Tile<L, C11, C1>(first, line, column);
                    break;
                case 12:
                    kernel.Tile<L, C12, C1>(first, line, column);
                    break;
                case 13:
                    kernel.Tile<L, C13, C1>(first, line, column);
                    break;
                case 14:
                    kernel.Tile<L, C14, C1>(first, line, column);
                    break;
                case 15:
                    kernel.Tile<L, C15, C1>(first, line, column);
                    break;
                case 16:
                    kernel.Tile<L, C16, C1>(first, line, column);
                    break;
                default:
                    Exactly<K, L, C1>(ref kernel, size, first, line, column);
                    break;
            }
    }

    private static void Exactly<K, L, V>(scoped ref K kernel, int size, int first, int line, int column)
        where K : ITile, allows ref struct
        where L : struct, ILanes<L>
        where V : IConstant
    {
        switch (size)
        {
            case 1:
                kernel.Tile<L, C1, V>(first, line, column);
                break;
            case 2:
                kernel.Tile<L, C2, V>(first, line, column);
                break;
            case 3:
                kernel.Tile<L, C3, V>(first, line, column);
                break;
            case 4:
                kernel.Tile<L, C4, V>(first, line, column);
                break;
            case 5:
                kernel.Tile<L, C5, V>(first, line, column);
                break;
            case 6:
                kernel.Tile<L, C6, V>(first, line, column);
                break;
            case 7:
                kernel.Tile<L, C7, V>(first, line, column);
                break;
            default:
                kernel.Tile<L, C8, V>(first, line, column);
                break;
        }
    }

    /// <summary>The most sums of a tile two vectors wide: with 32 registers there is room for eight, with 16 for
    /// four.</summary>
    public static int ByTwo<L>()
        where L : struct, ILanes<L> => L.Count == Lanes512.Count ? Most : Most / 2;

    /// <summary>How many tiles of at most so many sums cover a length.</summary>
    public static int Count(int length, int most) => (length + most - 1) / most;

    /// <summary>The size of the next tile, of so many that are left.</summary>
    public static int Size(int length, int left) => (length + left - 1) / left;

    /// <summary>(c + x·u, d + x·v): one number against one or two vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (L C, L D) Fused<L, V>(L x, L u, L c, L v, L d)
        where L : struct, ILanes<L>
        where V : IConstant => (L.MultiplyAdd(x, u, c), V.Value > 1 ? L.MultiplyAdd(x, v, d) : d);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<L, V>(ref float to, L c, L d)
        where L : struct, ILanes<L>
        where V : IConstant
    {
        c.Store(ref to);
        if (V.Value > 1)
            d.Store(ref Ref.Add(ref to, L.Count));
    }

    private readonly struct C3 : IConstant
    {
        public static int Value => 3;
    }

    private readonly struct C4 : IConstant
    {
        public static int Value => 4;
    }

    private readonly struct C5 : IConstant
    {
        public static int Value => 5;
    }

    private readonly struct C6 : IConstant
    {
        public static int Value => 6;
    }

    private readonly struct C7 : IConstant
    {
        public static int Value => 7;
    }

    private readonly struct C8 : IConstant
    {
        public static int Value => 8;
    }

    private readonly struct C9 : IConstant
    {
        public static int Value => 9;
    }

    private readonly struct C10 : IConstant
    {
        public static int Value => 10;
    }

    private readonly struct C11 : IConstant
    {
        public static int Value => 11;
    }

    private readonly struct C12 : IConstant
    {
        public static int Value => 12;
    }

    private readonly struct C13 : IConstant
    {
        public static int Value => 13;
    }

    private readonly struct C14 : IConstant
    {
        public static int Value => 14;
    }

    private readonly struct C15 : IConstant
    {
        public static int Value => 15;
    }

    private readonly struct C16 : IConstant
    {
        public static int Value => 16;
    }
}

internal readonly struct C1 : IConstant
{
    public static int Value => 1;
}

internal readonly struct C2 : IConstant
{
    public static int Value => 2;
}
