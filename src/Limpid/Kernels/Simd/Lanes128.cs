using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Limpid.Kernels;

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
