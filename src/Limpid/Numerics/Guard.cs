using System.Runtime.CompilerServices;

namespace Limpid.Numerics;

/// <summary>The check of a spec's members, at its door.</summary>
internal static class Guard
{
    /// <summary>Throws, naming the spec, the member, what was expected and what came: <c>Adam: expected Beta1 at least
    /// 0 and below 1, but got 2.</c></summary>
    public static void That(
        object spec,
        bool holds,
        string expected,
        double came,
        [CallerArgumentExpression(nameof(came))] string member = ""
    )
    {
        if (!holds)
            throw LimpidException.Usage($"{spec.GetType().Name}: expected {member} {expected}, but got {came}.");
    }
}
