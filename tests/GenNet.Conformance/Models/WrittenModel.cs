using GenNet.Generators.Parsing;
using GenNet.Graph;
using GenNet.TestSupport;

namespace GenNet.Conformance.Models;

/// <summary>A model's class written by hand, <c>Written/&lt;name&gt;.cs.txt</c>: of a subclassed Keras model, whose files hold no architecture.</summary>
/// <param name="source">The class, without namespace.</param>
/// <param name="className">Its name.</param>
internal sealed class WrittenModel(string source, string className)
{
    /// <summary>The class for the fixtures' model of that name; null if there is none.</summary>
    public static WrittenModel? Of(string name, string className)
    {
        using var stream = typeof(WrittenModel).Assembly.GetManifestResourceStream(name + ".cs.txt");
        if (stream is null)
            return null;
        using var reader = new StreamReader(stream);
        return new(reader.ReadToEnd(), className);
    }

    /// <summary>A file with the class in a namespace.</summary>
    public string In(string @namespace) => $"namespace {@namespace};\n\n{source}";

    /// <summary>What the parser makes of it.</summary>
    public ModelSpec Spec(string @namespace) =>
        ModelParser.Parse(ModelCompiler.CreateCompilation(In(@namespace)).GetTypeByMetadataName($"{@namespace}.{className}")!, TestContext.Current.CancellationToken).Spec!;
}
