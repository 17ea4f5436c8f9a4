using GenNet.Contracts;
using GenNet.Generators.Names;
using GenNet.Generators.Parsing;
using GenNet.Graph;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace GenNet.Generators.Emitting;

/// <summary>Writes the records of the weights of frozen versions, and how the class's migrations are called.</summary>
internal static class VersionsEmitter
{
    private const string FromVariables = "FromVariables";
    private const string ToVariables = "ToVariables";

    /// <summary>The file; null if there are no such versions.</summary>
    /// <param name="declaration">The class.</param>
    /// <param name="model">The model.</param>
    /// <param name="now">The version that it is.</param>
    /// <param name="kept">The other versions of its contract.</param>
    /// <param name="missing">Versions that migrations name and that aren't there: what is wrong with them is said once, and not by the compiler again.</param>
    public static SourceText? Emit(ClassDeclaration declaration, ModelSpec model, KnownVersion now, IReadOnlyList<KnownVersion> kept, IReadOnlyList<MissingVersion> missing)
    {
        var versions = kept.Concat(IsNamed(now.Number, model) ? [now] : []).Where(static version => !version.IsDraft)
            .Select(version => (version.Number, Type: VersionWeights.TypeOf(version.Number), Properties: VersionNode.Of(version.Read(), VersionWeights.TypeOf(version.Number)))).ToArray();
        var unknown = missing.Select(static version => version.Number).Distinct().ToArray();
        if (versions.Length + unknown.Length == 0)
            return null;
        var writer = new SourceWriter();
        ClassBlock.Open(writer, declaration);
        for (var i = 0; i < versions.Length; i++)
        {
            if (i > 0)
                writer.Line();
            VersionRecords.Emit(writer, versions[i].Type, $"All weights of version {SourceWriter.Number(versions[i].Number)} of the weight contract, as migrations take them.", versions[i].Properties);
        }
        foreach (var number in unknown)
            writer.Line($"public sealed record {VersionWeights.TypeOf(number)};");
        var migrations = KeptBy(model, kept).ToArray();
        if (migrations.Length > 0)
            EmitMigrations(writer, declaration, model, migrations, versions);
        ClassBlock.Close(writer, declaration);
        return writer.ToSourceText();
    }

    /// <summary>The migrations of <paramref name="model"/> between versions that its contract keeps: of others the compiler doesn't know the types.</summary>
    public static IEnumerable<MigrationNode> KeptBy(ModelSpec model, IReadOnlyList<KnownVersion> kept) =>
        model.Migrations.Where(migration => IsFrozen(migration.From, kept) && (migration.To == VersionWays.Class || IsFrozen(migration.To, kept)));

    // Files of the version that the class is need no migration, but one that is written before the class is changed compiles.
    private static bool IsNamed(int number, ModelSpec model) => model.Migrations.Any(migration => migration.From == number || migration.To == number);

    private static bool IsFrozen(int number, IReadOnlyList<KnownVersion> kept) => kept.Any(version => version.Number == number && !version.IsDraft);

    private static void EmitMigrations(
        SourceWriter writer, ClassDeclaration declaration, ModelSpec model, MigrationNode[] migrations, (int Number, string Type, IReadOnlyList<VersionNode> Properties)[] versions)
    {
        writer.Line();
        writer.Line("/// <summary>How the class's migrations are called.</summary>");
        writer.Line(ClassBlock.GeneratedCode);
        writer.Line("[global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]");
        writer.Open($"internal static class {GeneratedMembers.GeneratedMigrations}");
        writer.Line("/// <summary>All of them.</summary>");
        writer.Line("public static global::GenNet.MigrationDescription[] All { get; } =");
        writer.Line("[");
        writer.Indent();
        foreach (var migration in migrations)
        {
            var method = $"{ClassOf(declaration)}.{Identifiers.Escape(migration.Method)}";
            writer.Line($"new({SymbolDisplay.FormatLiteral($"{declaration.Name}.{migration.Method}", quote: true)}, {SourceWriter.Number(migration.From)}, {SourceWriter.Number(migration.To)}, static (old, fresh) =>");
            writer.Line($"    {ToVariables}({method}({FromVariables}{Suffix(migration.From)}(old), {FromVariables}{Suffix(migration.To)}(fresh)) ?? throw new global::System.InvalidOperationException(\"it returned null\"))),");
        }
        writer.Outdent();
        writer.Line("];");
        foreach (var version in versions.Where(version => migrations.Any(migration => migration.From == version.Number || migration.To == version.Number)))
        {
            writer.Line();
            VersionRecords.EmitFrom(writer, FromVariables + Suffix(version.Number), version.Type, version.Properties);
            if (!migrations.Any(migration => migration.To == version.Number))
                continue;
            writer.Line();
            VersionRecords.EmitTo(writer, ToVariables, version.Type, version.Properties);
        }
        if (migrations.Any(static migration => migration.To == VersionWays.Class))
            EmitOfClass(writer, model);
        writer.Close();
    }

    private static void EmitOfClass(SourceWriter writer, ModelSpec model)
    {
        writer.Line();
        writer.Line($"private static {GeneratedMembers.Weights} {FromVariables}(global::GenNet.Tensor[] variables) => new()");
        WeightsEmitter.EmitInitializers(writer, model);
        writer.Line("};");
        writer.Line();
        writer.Line($"private static global::GenNet.Tensor[] {ToVariables}({GeneratedMembers.Weights} weights) =>");
        writer.Line("[");
        writer.Indent();
        WeightsEmitter.EmitValues(writer, model, "weights");
        writer.Outdent();
        writer.Line("];");
    }

    private static string Suffix(int version) => version == VersionWays.Class ? "" : "V" + SourceWriter.Number(version);

    /// <summary>The class by its full name.</summary>
    public static string ClassOf(ClassDeclaration declaration) => "global::" + string.Join(
        ".", declaration.Namespace.Split('.').Where(static part => part.Length > 0).Concat(declaration.Containers.Append(declaration.Head).Select(static type => type.Name)).Select(Identifiers.Escape));
}
