using System.Text;
using DataMatching.Batches;
using DataMatching.Connectors.Transports;

namespace DataMatching.Jobs.Reports;

/// <summary>The manifest beside a file of data: by it the file is a delivery.</summary>
internal static class ManifestFile
{
    /// <summary>Whole or not there.</summary>
    /// <param name="data">The file that it is of.</param>
    public static void Write(string data, Manifest manifest) =>
        WholeFile.Write(data + DropFolder.ManifestEnding, stream => stream.Write(Encoding.UTF8.GetBytes(ManifestWriter.Write(manifest))));
}
