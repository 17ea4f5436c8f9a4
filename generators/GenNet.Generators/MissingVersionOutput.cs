using System.Globalization;
using GenNet.Generators.Diagnostics;
using GenNet.Generators.Parsing;
using GenNet.Specs;
using Microsoft.CodeAnalysis;

namespace GenNet.Generators;

/// <summary>The generator's output of migrations of versions that no contract keeps.</summary>
internal static class MissingVersionOutput
{
    /// <summary>Reports them: the class and the contract are known apart, so the place is looked up once something is wrong.</summary>
    /// <param name="context">The generator.</param>
    /// <param name="missing">What was found, class by class.</param>
    public static void Register(IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<(ClassDeclaration Class, EquatableArray<MissingVersion> Missing)> missing) =>
        context.RegisterSourceOutput(missing.Combine(context.CompilationProvider), static (context, pair) =>
        {
            var ((declaration, missing), compilation) = pair;
            var type = compilation.GetTypeByMetadataName(declaration.MetadataName);
            foreach (var version in missing.Where(static version => version.Kept.Length > 0))
            {
                var attribute = type?.GetMembers(version.Method).Select(static member => member.Attribute("WeightMigrationAttribute")).FirstOrDefault(static attribute => attribute is not null);
                context.ReportDiagnostic(Diagnostic.Create(
                    DiagnosticDescriptors.MissingVersion, attribute?.Location(context.CancellationToken) ?? Location.None,
                    version.Method, version.Number.ToString(CultureInfo.InvariantCulture), version.Kept));
            }
        });
}
