using Limpid.Recognition;

namespace Limpid.Cli.Views;

/// <summary>What a model says to pictures that are no digits.</summary>
internal static class RefusalView
{
    public static void Write(Host host, IReadOnlyList<RejectionRates> kinds, bool canRefuse)
    {
        host.Line(
            canRefuse
                ? "Shown what is no digit:"
                : "Shown what is no digit (the model has no rule of rejection: it always answers; limpid "
                    + "train fits one):"
        );
        Columns.Write(
            host,
            [
                ["  pictures", "of", "refused", "as no digit", "as unsure"],
                .. kinds.Select(k =>
                    new[] { $"  {k.Count:N0}", k.Name, $"{k.Rate:P2}", $"{k.NotADigit:N0}", $"{k.Unsure:N0}" }
                ),
            ]
        );
        host.Line();
    }
}
