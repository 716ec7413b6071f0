using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Limpid.Kernels;

/// <summary>The inner loop of a kernel that keeps up to <see cref="Tiles.Most"/> sums in registers; one vector wide,
/// some keep twice as many.</summary>
internal interface ITile
{
    /// <summary>The sums first … first + N.Value − 1, over V.Value vectors of lanes from a column on.</summary>
    void Tile<L, N, V>(int first, int line, int column)
        where L : struct, ILanes<L>
        where N : IConstant
        where V : IConstant;
}

/// <summary>Cuts a length into tiles of nearly equal size.</summary>
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

    /// <summary>The one or two vectors at an address.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (L C, L D) Load<L, V>(ref float from)
        where L : struct, ILanes<L>
        where V : IConstant
    {
        L c = L.Load(ref from);
        return (c, V.Value > 1 ? L.Load(ref Ref.Add(ref from, L.Count)) : c);
    }

    /// <summary>Stores one or two vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<L, V>(ref float to, L c, L d)
        where L : struct, ILanes<L>
        where V : IConstant
    {
        c.Store(ref to);
        if (V.Value > 1)
            d.Store(ref Ref.Add(ref to, L.Count));
    }
}
