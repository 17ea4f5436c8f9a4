using GenNet.Specs;

namespace GenNet.Generators.Parsing;

/// <summary>How the user wrote the model's class, as far as the generated parts must repeat it. Structurally equal, without Roslyn types.</summary>
/// <param name="Namespace">Its namespace; empty if it has none.</param>
/// <param name="Name">Its name.</param>
/// <param name="Containers">Declarations of the types around it, outermost first: <c>partial class Outer</c>.</param>
/// <param name="Properties">Its partial properties with a layer attribute, in declaration order.</param>
internal sealed record ClassDeclaration(
    string Namespace, string Name, EquatableArray<ContainerDeclaration> Containers, EquatableArray<PropertyDeclaration> Properties)
{
    /// <summary>Name with namespace and containing types, unique in a compilation: what hint names begin with.</summary>
    public string HintName
    {
        get
        {
            IEnumerable<string> containers = Containers.Select(static c => c.Name);
            return string.Join(".", (Namespace.Length == 0 ? [] : new[] { Namespace }).Concat(containers).Append(Name));
        }
    }
}

/// <summary>A type around the model's class.</summary>
/// <param name="Keyword"><c>class</c>, <c>record</c>, <c>struct</c>, <c>record struct</c> or <c>interface</c>.</param>
/// <param name="Name">Its name.</param>
internal sealed record ContainerDeclaration(string Keyword, string Name);

/// <summary>A layer property as declared.</summary>
/// <param name="Modifiers">Its modifiers, which the implementing part must repeat: <c>public partial</c>.</param>
/// <param name="Type">Its type, fully qualified.</param>
/// <param name="Name">Its name.</param>
/// <param name="Field">Name of the backing field, which no other member has.</param>
internal sealed record PropertyDeclaration(string Modifiers, string Type, string Name, string Field);
