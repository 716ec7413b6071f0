using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Limpid.Kernels;

/// <summary>A number that the compiler knows: how many sums a tile keeps in registers. Code for the sums beyond it
/// falls away.</summary>
internal interface INumber
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
        where N : INumber
        where V : INumber;
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
        where V : INumber
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
            Cover<K, L, One>(ref kernel, length, line, column);
            return;
        }
        for (int first = 0, left = Count(length, 2 * Most), size; left > 0; left--, first += size)
            switch (size = Size(length - first, left))
            {
                case 9:
                    kernel.Tile<L, Nine, One>(first, line, column);
                    break;
                case 10:
                    kernel.Tile<L, Ten, One>(first, line, column);
                    break;
                case 11:
                    kernel.Tile<L, Eleven, One>(first, line, column);
                    break;
                case 12:
                    kernel.Tile<L, Twelve, One>(first, line, column);
                    break;
                case 13:
                    kernel.Tile<L, Thirteen, One>(first, line, column);
                    break;
                case 14:
                    kernel.Tile<L, Fourteen, One>(first, line, column);
                    break;
                case 15:
                    kernel.Tile<L, Fifteen, One>(first, line, column);
                    break;
                case 16:
                    kernel.Tile<L, Sixteen, One>(first, line, column);
                    break;
                default:
                    Exactly<K, L, One>(ref kernel, size, first, line, column);
                    break;
            }
    }

    private static void Exactly<K, L, V>(scoped ref K kernel, int size, int first, int line, int column)
        where K : ITile, allows ref struct
        where L : struct, ILanes<L>
        where V : INumber
    {
        switch (size)
        {
            case 1:
                kernel.Tile<L, One, V>(first, line, column);
                break;
            case 2:
                kernel.Tile<L, Two, V>(first, line, column);
                break;
            case 3:
                kernel.Tile<L, Three, V>(first, line, column);
                break;
            case 4:
                kernel.Tile<L, Four, V>(first, line, column);
                break;
            case 5:
                kernel.Tile<L, Five, V>(first, line, column);
                break;
            case 6:
                kernel.Tile<L, Six, V>(first, line, column);
                break;
            case 7:
                kernel.Tile<L, Seven, V>(first, line, column);
                break;
            default:
                kernel.Tile<L, Eight, V>(first, line, column);
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
        where V : INumber => (L.MultiplyAdd(x, u, c), V.Value > 1 ? L.MultiplyAdd(x, v, d) : d);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<L, V>(ref float to, L c, L d)
        where L : struct, ILanes<L>
        where V : INumber
    {
        c.Store(ref to);
        if (V.Value > 1)
            d.Store(ref At.Of(ref to, L.Count));
    }

    private readonly struct Three : INumber
    {
        public static int Value => 3;
    }

    private readonly struct Four : INumber
    {
        public static int Value => 4;
    }

    private readonly struct Five : INumber
    {
        public static int Value => 5;
    }

    private readonly struct Six : INumber
    {
        public static int Value => 6;
    }

    private readonly struct Seven : INumber
    {
        public static int Value => 7;
    }

    private readonly struct Eight : INumber
    {
        public static int Value => 8;
    }

    private readonly struct Nine : INumber
    {
        public static int Value => 9;
    }

    private readonly struct Ten : INumber
    {
        public static int Value => 10;
    }

    private readonly struct Eleven : INumber
    {
        public static int Value => 11;
    }

    private readonly struct Twelve : INumber
    {
        public static int Value => 12;
    }

    private readonly struct Thirteen : INumber
    {
        public static int Value => 13;
    }

    private readonly struct Fourteen : INumber
    {
        public static int Value => 14;
    }

    private readonly struct Fifteen : INumber
    {
        public static int Value => 15;
    }

    private readonly struct Sixteen : INumber
    {
        public static int Value => 16;
    }
}

internal readonly struct One : INumber
{
    public static int Value => 1;
}

internal readonly struct Two : INumber
{
    public static int Value => 2;
}
