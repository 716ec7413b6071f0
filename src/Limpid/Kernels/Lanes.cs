using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Limpid.Kernels;

/// <summary>
/// Some floats side by side, each computed for itself. Every operation is exact or rounded once (IEEE 754), and the
/// multiply-add is
/// fused with or without hardware for it, so a formula written over lanes gives the same bits at any width.
/// </summary>
internal interface ILanes<T>
    where T : struct, ILanes<T>
{
    static abstract int Count { get; }
    static abstract T Load(ref float from);
    static abstract T Broadcast(float value);
    void Store(ref float to);

    static abstract T operator +(T a, T b);

    static abstract T operator -(T a, T b);

    static abstract T operator *(T a, T b);

    static abstract T operator /(T a, T b);

    static abstract T Max(T a, T b);
    static abstract T Min(T a, T b);
    static abstract T Abs(T a);
    static abstract T Sqrt(T a);

    /// <summary>a·b + c, rounded once.</summary>
    static abstract T MultiplyAdd(T a, T b, T c);

    /// <summary>Per lane: a &gt; b ? yes : no.</summary>
    static abstract T IfGreater(T a, T b, T yes, T no);

    /// <summary>a·2ⁿ, where bits holds n + 12582912 (1.5·2²³, the rounding constant) and −126 ≤ n ≤ 127.</summary>
    static abstract T Scale(T a, T bits);

    /// <summary>a₀ a₂ a₄ … b₀ b₂ b₄ …</summary>
    static abstract T Even(T a, T b);

    /// <summary>a₁ a₃ a₅ … b₁ b₃ b₅ …</summary>
    static abstract T Odd(T a, T b);

    /// <summary>even₀ odd₀ even₁ odd₁ …: undoes <see cref="Even"/> and <see cref="Odd"/>.</summary>
    static abstract (T A, T B) Zip(T even, T odd);
}

internal readonly struct Lanes512(Vector512<float> v) : ILanes<Lanes512>
{
    private readonly Vector512<float> _v = v;

    public static int Count => 16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Load(ref float from) => new(Vector512.LoadUnsafe(ref from));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Broadcast(float value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref float to) => _v.StoreUnsafe(ref to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator +(Lanes512 a, Lanes512 b) => new(a._v + b._v);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator -(Lanes512 a, Lanes512 b) => new(a._v - b._v);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator *(Lanes512 a, Lanes512 b) => new(a._v * b._v);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator /(Lanes512 a, Lanes512 b) => new(a._v / b._v);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Max(Lanes512 a, Lanes512 b) =>
        new(Vector512.ConditionalSelect(Vector512.GreaterThan(a._v, b._v), a._v, b._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Min(Lanes512 a, Lanes512 b) =>
        new(Vector512.ConditionalSelect(Vector512.LessThan(a._v, b._v), a._v, b._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Abs(Lanes512 a) => new(Vector512.Abs(a._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Sqrt(Lanes512 a) => new(Vector512.Sqrt(a._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 MultiplyAdd(Lanes512 a, Lanes512 b, Lanes512 c) =>
        new(Vector512.FusedMultiplyAdd(a._v, b._v, c._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 IfGreater(Lanes512 a, Lanes512 b, Lanes512 yes, Lanes512 no) =>
        new(Vector512.ConditionalSelect(Vector512.GreaterThan(a._v, b._v), yes._v, no._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Scale(Lanes512 a, Lanes512 bits) =>
        new((a._v.AsInt32() + Vector512.ShiftLeft(bits._v.AsInt32(), 23)).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Even(Lanes512 a, Lanes512 b) =>
        new(
            Avx512F.IsSupported
                ? Avx512F.PermuteVar16x32x2(
                    a._v,
                    Vector512.Create(0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30),
                    b._v
                )
                : Vector512.Narrow(a._v.AsUInt64(), b._v.AsUInt64()).AsSingle()
        );

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Odd(Lanes512 a, Lanes512 b) =>
        new(
            Avx512F.IsSupported
                ? Avx512F.PermuteVar16x32x2(
                    a._v,
                    Vector512.Create(1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29, 31),
                    b._v
                )
                : Vector512.Narrow(a._v.AsUInt64() >> 32, b._v.AsUInt64() >> 32).AsSingle()
        );

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Lanes512 A, Lanes512 B) Zip(Lanes512 even, Lanes512 odd)
    {
        if (Avx512F.IsSupported)
            return (
                new(
                    Avx512F.PermuteVar16x32x2(
                        even._v,
                        Vector512.Create(0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23),
                        odd._v
                    )
                ),
                new(
                    Avx512F.PermuteVar16x32x2(
                        even._v,
                        Vector512.Create(8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31),
                        odd._v
                    )
                )
            );
        (Vector512<ulong> a, Vector512<ulong> b) = Vector512.Widen(even._v.AsUInt32());
        (Vector512<ulong> c, Vector512<ulong> d) = Vector512.Widen(odd._v.AsUInt32());
        return (new((a | (c << 32)).AsSingle()), new((b | (d << 32)).AsSingle()));
    }
}

internal readonly struct Lanes256(Vector256<float> v) : ILanes<Lanes256>
{
    private readonly Vector256<float> _v = v;

    public static int Count => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Load(ref float from) => new(Vector256.LoadUnsafe(ref from));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Broadcast(float value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref float to) => _v.StoreUnsafe(ref to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator +(Lanes256 a, Lanes256 b) => new(a._v + b._v);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator -(Lanes256 a, Lanes256 b) => new(a._v - b._v);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator *(Lanes256 a, Lanes256 b) => new(a._v * b._v);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator /(Lanes256 a, Lanes256 b) => new(a._v / b._v);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Max(Lanes256 a, Lanes256 b) =>
        new(Vector256.ConditionalSelect(Vector256.GreaterThan(a._v, b._v), a._v, b._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Min(Lanes256 a, Lanes256 b) =>
        new(Vector256.ConditionalSelect(Vector256.LessThan(a._v, b._v), a._v, b._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Abs(Lanes256 a) => new(Vector256.Abs(a._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Sqrt(Lanes256 a) => new(Vector256.Sqrt(a._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 MultiplyAdd(Lanes256 a, Lanes256 b, Lanes256 c) =>
        new(Vector256.FusedMultiplyAdd(a._v, b._v, c._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 IfGreater(Lanes256 a, Lanes256 b, Lanes256 yes, Lanes256 no) =>
        new(Vector256.ConditionalSelect(Vector256.GreaterThan(a._v, b._v), yes._v, no._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Scale(Lanes256 a, Lanes256 bits) =>
        new((a._v.AsInt32() + Vector256.ShiftLeft(bits._v.AsInt32(), 23)).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Even(Lanes256 a, Lanes256 b) =>
        new(
            Avx2.IsSupported
                ? Avx2.Permute4x64(Avx.Shuffle(a._v, b._v, 0b10_00_10_00).AsDouble(), 0b11_01_10_00).AsSingle()
                : Vector256.Narrow(a._v.AsUInt64(), b._v.AsUInt64()).AsSingle()
        );

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Odd(Lanes256 a, Lanes256 b) =>
        new(
            Avx2.IsSupported
                ? Avx2.Permute4x64(Avx.Shuffle(a._v, b._v, 0b11_01_11_01).AsDouble(), 0b11_01_10_00).AsSingle()
                : Vector256.Narrow(a._v.AsUInt64() >> 32, b._v.AsUInt64() >> 32).AsSingle()
        );

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Lanes256 A, Lanes256 B) Zip(Lanes256 even, Lanes256 odd)
    {
        if (Avx.IsSupported)
        {
            (Vector256<float> low, Vector256<float> high) = (
                Avx.UnpackLow(even._v, odd._v),
                Avx.UnpackHigh(even._v, odd._v)
            );
            return (new(Avx.Permute2x128(low, high, 0x20)), new(Avx.Permute2x128(low, high, 0x31)));
        }
        (Vector256<ulong> a, Vector256<ulong> b) = Vector256.Widen(even._v.AsUInt32());
        (Vector256<ulong> c, Vector256<ulong> d) = Vector256.Widen(odd._v.AsUInt32());
        return (new((a | (c << 32)).AsSingle()), new((b | (d << 32)).AsSingle()));
    }
}

/// <summary>Four lanes. WebAssembly has no fused multiply-add, and its interpreter is three times faster over bit casts
/// than over constructors and fields.</summary>
internal readonly struct Lanes128(Vector128<float> v) : ILanes<Lanes128>
{
    private readonly Vector128<float> _v = v;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes128 Of(Vector128<float> v) => Unsafe.BitCast<Vector128<float>, Lanes128>(v);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> V(Lanes128 lanes) => Unsafe.BitCast<Lanes128, Vector128<float>>(lanes);

    public static int Count => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Load(ref float from) => Of(Vector128.LoadUnsafe(ref from));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Broadcast(float value) => Of(Vector128.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref float to) => V(this).StoreUnsafe(ref to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator +(Lanes128 a, Lanes128 b) => Of(V(a) + V(b));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator -(Lanes128 a, Lanes128 b) => Of(V(a) - V(b));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator *(Lanes128 a, Lanes128 b) => Of(V(a) * V(b));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator /(Lanes128 a, Lanes128 b) => Of(V(a) / V(b));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Max(Lanes128 a, Lanes128 b) =>
        Of(Vector128.ConditionalSelect(Vector128.GreaterThan(V(a), V(b)), V(a), V(b)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Min(Lanes128 a, Lanes128 b) =>
        Of(Vector128.ConditionalSelect(Vector128.LessThan(V(a), V(b)), V(a), V(b)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Abs(Lanes128 a) => Of(Vector128.Abs(V(a)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Sqrt(Lanes128 a) => Of(Vector128.Sqrt(V(a)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 MultiplyAdd(Lanes128 a, Lanes128 b, Lanes128 c) =>
        Of(OperatingSystem.IsBrowser() ? V(a) * V(b) + V(c) : Vector128.FusedMultiplyAdd(V(a), V(b), V(c)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 IfGreater(Lanes128 a, Lanes128 b, Lanes128 yes, Lanes128 no) =>
        Of(Vector128.ConditionalSelect(Vector128.GreaterThan(V(a), V(b)), V(yes), V(no)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Scale(Lanes128 a, Lanes128 bits) =>
        Of((V(a).AsInt32() + Vector128.ShiftLeft(V(bits).AsInt32(), 23)).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Even(Lanes128 a, Lanes128 b) =>
        Of(
            Sse.IsSupported
                ? Sse.Shuffle(V(a), V(b), 0b10_00_10_00)
                : Vector128.Narrow(V(a).AsUInt64(), V(b).AsUInt64()).AsSingle()
        );

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Odd(Lanes128 a, Lanes128 b) =>
        Of(
            Sse.IsSupported
                ? Sse.Shuffle(V(a), V(b), 0b11_01_11_01)
                : Vector128.Narrow(V(a).AsUInt64() >> 32, V(b).AsUInt64() >> 32).AsSingle()
        );

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Lanes128 A, Lanes128 B) Zip(Lanes128 even, Lanes128 odd)
    {
        if (Sse.IsSupported)
            return (Of(Sse.UnpackLow(V(even), V(odd))), Of(Sse.UnpackHigh(V(even), V(odd))));
        (Vector128<ulong> a, Vector128<ulong> b) = Vector128.Widen(V(even).AsUInt32());
        (Vector128<ulong> c, Vector128<ulong> d) = Vector128.Widen(V(odd).AsUInt32());
        return (Of((a | (c << 32)).AsSingle()), Of((b | (d << 32)).AsSingle()));
    }

    /// <summary>Two floats from one place and two from another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Join(ref float low, ref float high) =>
        Of(Vector128.Create(Vector64.LoadUnsafe(ref low), Vector64.LoadUnsafe(ref high)));

    /// <summary>The first two floats to one place, the others to another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Halve(ref float low, ref float high)
    {
        V(this).GetLower().StoreUnsafe(ref low);
        V(this).GetUpper().StoreUnsafe(ref high);
    }
}

/// <summary>One lane: the tails of all the others, and the machine without vectors.</summary>
internal readonly struct Lane(float v) : ILanes<Lane>
{
    private readonly float _v = v;

    private Vector128<float> Wide => Vector128.CreateScalarUnsafe(_v);

    public static int Count => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane Load(ref float from) => new(from);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane Broadcast(float value) => new(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref float to) => to = _v;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane operator +(Lane a, Lane b) => new(a._v + b._v);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane operator -(Lane a, Lane b) => new(a._v - b._v);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane operator *(Lane a, Lane b) => new(a._v * b._v);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane operator /(Lane a, Lane b) => new(a._v / b._v);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane Max(Lane a, Lane b) => IfGreater(a, b, a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane Min(Lane a, Lane b) => IfGreater(b, a, a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane Abs(Lane a) => new(MathF.Abs(a._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane Sqrt(Lane a) => new(MathF.Sqrt(a._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane MultiplyAdd(Lane a, Lane b, Lane c) =>
        new(OperatingSystem.IsBrowser() ? a._v * b._v + c._v : MathF.FusedMultiplyAdd(a._v, b._v, c._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane IfGreater(Lane a, Lane b, Lane yes, Lane no) =>
        // no branch to guess
        new(Vector128.ConditionalSelect(Vector128.GreaterThan(a.Wide, b.Wide), yes.Wide, no.Wide).ToScalar());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane Scale(Lane a, Lane bits) =>
        new(
            BitConverter.Int32BitsToSingle(
                BitConverter.SingleToInt32Bits(a._v) + (BitConverter.SingleToInt32Bits(bits._v) << 23)
            )
        );

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane Even(Lane a, Lane b) => a;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane Odd(Lane a, Lane b) => b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Lane A, Lane B) Zip(Lane even, Lane odd) => (even, odd);
}
