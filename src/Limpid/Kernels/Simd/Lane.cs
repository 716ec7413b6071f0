using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Limpid.Kernels;

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
