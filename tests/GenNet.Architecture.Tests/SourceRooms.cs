using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace GenNet.Architecture.Tests;

/// <summary>
/// In which rooms of the source tree the types of an assembly are written, as its portable PDB says: namespaces don't tell it, because all public types share one.
/// </summary>
internal static class SourceRooms
{
    // "Type definition documents" of the portable PDB format: the documents of types that no method's sequence points tell.
    private static readonly Guid s_typeDefinitionDocuments = new("932E74BC-DBA9-4478-8D46-0F32A7BAB3D3");

    /// <summary>The rooms of each type, by its metadata token; types that the compiler made, or a generator, have none.</summary>
    /// <param name="assembly">Path of the assembly; the PDB lies beside it.</param>
    /// <param name="roomOf">The room that a source file lies in; null for files that are none of ours.</param>
    public static IReadOnlyDictionary<int, IReadOnlySet<string>> Of(string assembly, Func<string, string?> roomOf)
    {
        using var image = new System.Reflection.PortableExecutable.PEReader(File.OpenRead(assembly));
        using var symbols = MetadataReaderProvider.FromPortablePdbStream(File.OpenRead(Path.ChangeExtension(assembly, ".pdb")));
        var (metadata, pdb) = (image.GetMetadataReader(), symbols.GetMetadataReader());
        return metadata.TypeDefinitions.ToDictionary(
            static type => MetadataTokens.GetToken(type),
            IReadOnlySet<string> (type) => DocumentsOf(type, metadata, pdb)
                .Select(document => roomOf(pdb.GetString(pdb.GetDocument(document).Name).Replace('\\', '/'))).OfType<string>().ToHashSet());
    }

    private static IEnumerable<DocumentHandle> DocumentsOf(TypeDefinitionHandle type, MetadataReader metadata, MetadataReader pdb)
    {
        foreach (var method in metadata.GetTypeDefinition(type).GetMethods())
        {
            var information = pdb.GetMethodDebugInformation(method.ToDebugInformationHandle());
            if (!information.Document.IsNil)
                yield return information.Document;
            foreach (var point in information.GetSequencePoints())
                yield return point.Document;
        }
        foreach (var handle in pdb.GetCustomDebugInformation(type))
        {
            var information = pdb.GetCustomDebugInformation(handle);
            if (pdb.GetGuid(information.Kind) != s_typeDefinitionDocuments)
                continue;
            for (var documents = pdb.GetBlobReader(information.Value); documents.RemainingBytes > 0;)
                yield return MetadataTokens.DocumentHandle(documents.ReadCompressedInteger());
        }
    }
}
