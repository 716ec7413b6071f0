using System.Runtime.Versioning;

[assembly: SupportedOSPlatform("browser")]

namespace Limpid.Browser;

/// <summary>
/// The engine in a Web Worker. The worker calls what <see cref="Desk"/>, <see cref="Digits"/> and <see cref="Session"/> export, one call at a
/// time; a <see cref="LimpidException"/> becomes a JavaScript error of the same words. Numbers cross as the bytes of float32, little-endian.
/// </summary>
internal static class Program
{
    private static void Main()
    {
        // Nothing to do before the first call.
    }
}
