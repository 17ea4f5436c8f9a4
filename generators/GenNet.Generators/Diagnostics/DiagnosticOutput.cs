using GenNet.Specs;
using Microsoft.CodeAnalysis;

namespace GenNet.Generators.Diagnostics;

/// <summary>The generator's output of diagnostics.</summary>
internal static class DiagnosticOutput
{
    /// <summary>Reports what is wrong with each class. The compilation is asked only where something is, so that an editor marks the very text.</summary>
    /// <param name="context">The generator.</param>
    /// <param name="diagnostics">What was found, class by class.</param>
    public static void Register(IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<EquatableArray<DiagnosticInfo>> diagnostics)
    {
        var wrong = diagnostics
            .Where(static diagnostics => diagnostics.Count > 0)
            .WithTrackingName(TrackingNames.Diagnostics)
            .Combine(context.CompilationProvider);
        context.RegisterSourceOutput(wrong, static (context, pair) =>
        {
            foreach (var diagnostic in pair.Left)
                context.ReportDiagnostic(diagnostic.ToDiagnostic(pair.Right));
        });
    }
}
