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
